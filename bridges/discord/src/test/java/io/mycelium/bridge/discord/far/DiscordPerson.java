package io.mycelium.bridge.discord.far;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// Somebody in front of Discord, in one guild: what they do, and what they see. Threadsafe.
///
/// Channels, threads and messages are given by id. What needs the application's acknowledgement
/// waits for it, as long as Discord does.
public final class DiscordPerson {
  private final HttpClient http = HttpClient.newHttpClient();
  private final TwinControl control;
  private final String guild;
  private final String id;
  private final String name;
  private final Duration patience;

  /// @param patience how long an acknowledgement may take
  DiscordPerson(TwinControl control, String guild, String id, String name, Duration patience) {
    this.control = control;
    this.guild = guild;
    this.id = id;
    this.name = name;
    this.patience = patience;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /// Says something; a mention is `<@id>`.
  ///
  /// @return the message's id
  public String say(String channel, String text) {
    return id(control.deed("say", Map.of("channel", channel, "user", id, "text", text)));
  }

  public String reply(Seen to, String text) {
    return id(
        control.deed(
            "say", Map.of("channel", to.channel(), "user", id, "text", text, "reply", to.id())));
  }

  /// Sends a file with a comment, which may be empty.
  public String attach(String channel, String file, byte[] content, String comment) {
    List<Map<String, String>> files =
        List.of(Map.of("name", file, "content", Uploads.encoded(content)));
    return id(
        control.deed(
            "say", Map.of("channel", channel, "user", id, "text", comment, "files", files)));
  }

  public void edit(String channel, String message, String text) {
    control.deed("edit", Map.of("channel", channel, "message", message, "text", text));
  }

  public void delete(String channel, String message) {
    control.deed("remove", Map.of("channel", channel, "message", message));
  }

  public void react(String channel, String message, String emoji) {
    react(channel, message, emoji, true);
  }

  public void takeReaction(String channel, String message, String emoji) {
    react(channel, message, emoji, false);
  }

  private void react(String channel, String message, String emoji, boolean add) {
    control.deed(
        "react",
        Map.of(
            "guild", guild, "channel", channel, "message", message, "user", id, "emoji", emoji,
            "add", add));
  }

  /// Begins a thread on a message.
  ///
  /// @return its id, which is that of a channel
  public String thread(Seen on, String title) {
    return id(
        control.deed(
            "thread",
            Map.of(
                "guild",
                guild,
                "channel",
                on.channel(),
                "user",
                id,
                "name",
                title,
                "message",
                on.id())));
  }

  /// Calls a command, such as `task create`.
  ///
  /// @param options by name: text, number, truth value, a [DiscordPerson], or for a file its [Path]
  public Outcome slash(String channel, String command, Map<String, ?> options) {
    return done(slashing(channel, command, options));
  }

  /// The same without waiting.
  ///
  /// @return the interaction's id, for [#outcome]
  public String slashing(String channel, String command, Map<String, ?> options) {
    CommandData given = new CommandData(commands(), command, options, "");
    return interact(2, channel, Map.of("data", given.data(), "files", given.files()));
  }

  /// What is offered at an option for what was typed so far.
  ///
  /// @param options those already given, and the one being typed
  public List<String> suggestions(
      String channel, String command, Map<String, ?> options, String at) {
    CommandData given = new CommandData(commands(), command, options, at);
    return done(interact(4, channel, Map.of("data", given.data()))).suggestions();
  }

  /// Calls a command of the context menu of a message.
  public Outcome menu(Seen on, String command) {
    return done(
        interact(
            2,
            on.channel(),
            Map.of("data", Map.of("name", command, "type", 3, "target_id", on.id()))));
  }

  /// Presses a button.
  public Outcome press(Seen on, String label) {
    return done(pressing(on, label));
  }

  /// The same without waiting.
  public String pressing(Seen on, String label) {
    return component(on, label, List.of());
  }

  /// Chooses in a select.
  ///
  /// @param at its placeholder
  /// @param labels of options; ids in selects of people and channels
  public Outcome choose(Seen on, String at, List<String> labels) {
    return done(component(on, at, labels));
  }

  private String component(Seen on, String label, List<String> labels) {
    JsonNode component = on.component(label);
    Map<String, Object> data = new HashMap<>();
    data.put("custom_id", component.path("custom_id").asText());
    data.put("component_type", component.path("type").asInt());
    if (component.path("type").asInt() != Components.BUTTON) {
      data.put("values", labels.stream().map(each -> Components.value(component, each)).toList());
    }
    return interact(3, on.channel(), Map.of("data", data, "message", on.id()));
  }

  /// Sends a form.
  ///
  /// @param form what an outcome opened
  /// @param values by label; at a file its path
  public Outcome submit(String channel, JsonNode form, Map<String, String> values) {
    var given = new FormData(form, values);
    return done(interact(5, channel, Map.of("data", given.data(), "files", given.files())));
  }

  private String interact(int type, String channel, Map<String, ?> more) {
    Map<String, Object> given = new HashMap<>(more);
    given.putAll(Map.of("type", type, "guild", guild, "channel", channel, "user", id));
    return id(control.deed("interact", given));
  }

  private Outcome done(String interaction) {
    try {
      return Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .atMost(patience)
          .until(() -> outcome(interaction), Outcome::acknowledged);
    } catch (ConditionTimeoutException e) {
      return outcome(interaction);
    }
  }

  /// What came of an interaction so far.
  public Outcome outcome(String interaction) {
    return Outcome.of(control.deed("outcome", Map.of("id", interaction)));
  }

  /// What a channel or thread shows to this person, oldest first, also what they alone see.
  public List<Seen> channel(String channel) {
    return control
        .deed("messages", Map.of("channel", channel, "user", id))
        .valueStream()
        .map(Seen::of)
        .toList();
  }

  /// The same, only what they alone see.
  public List<Seen> alone(String channel) {
    return channel(channel).stream().filter(Seen::ephemeral).toList();
  }

  /// The channel of this person and the application alone.
  ///
  /// @return its id
  public String talk() {
    return id(control.deed("talk", Map.of("user", id)));
  }

  /// From now on the application can write to this person alone, or cannot.
  public void takesMessages(boolean takes) {
    control.deed("takesNoMessages", Map.of("user", id, "none", !takes));
  }

  /// A file's content.
  public byte[] open(Seen on, String file) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(on.files().get(file))).build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<JsonNode> commands() {
    List<JsonNode> all = new ArrayList<>();
    control.deed("commands", Map.of("guild", guild)).forEach(all::add);
    control.deed("commands", Map.of()).forEach(all::add);
    return all;
  }

  private static String id(JsonNode answer) {
    return answer.get("id").asText();
  }
}
