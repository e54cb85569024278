package io.mycelium.acceptance.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.bridge.Member;
import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.Outcome;
import io.mycelium.bridge.discord.far.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody in Discord.
final class DiscordMember implements Member {
  /// A text that was too long for messages.
  private static final String UNFOLDED = "reply.md";

  private final DiscordPerson person;
  private final String channel;

  /// @param channel the id of the one that shows the room
  DiscordMember(DiscordPerson person, String channel) {
    this.person = person;
    this.channel = channel;
  }

  @Override
  public void say(String words) {
    person.say(channel, words);
  }

  @Override
  public void run(String command, Map<String, String> options) {
    Map<String, Object> values = new HashMap<>();
    options.forEach((name, value) ->
        values.put(name, name.equals("file") || name.equals("sheet") ? Path.of(value) : value));
    person.slash(channel, command, values);
  }

  @Override
  public void press(Shown on, String label, Map<String, String> asked) {
    Seen seen =
        person.channel(channel).stream()
            .filter(message -> message.buttons().contains(label))
            .filter(message -> goesOnFrom(on, message))
            .findFirst()
            .orElseThrow();
    Outcome outcome = person.press(seen, label);
    Optional<JsonNode> form = outcome.form();
    if (!asked.isEmpty()) {
      person.submit(channel, form.orElseThrow(), asked);
    }
  }

  /// A post's buttons are on its last message.
  private static boolean goesOnFrom(Shown on, Seen message) {
    return Long.parseLong(message.id()) >= Long.parseLong(on.id());
  }

  @Override
  public List<Shown> room() {
    return unfolded(person.channel(channel).stream().filter(seen -> !seen.ephemeral()).toList());
  }

  @Override
  public List<Shown> thread(Shown on) {
    // The message on which it was begun stands above it.
    return unfolded(
        person.channel(on.id()).stream().filter(seen -> !seen.id().equals(on.id())).toList());
  }

  @Override
  public List<Shown> alone() {
    return unfolded(person.alone(channel)).stream().map(Post::byNobody).toList();
  }

  private List<Shown> unfolded(List<Seen> messages) {
    return Post.all(messages, this::whole);
  }

  /// All of a text of which the message shows the beginning.
  private String whole(Seen message) {
    return message.files().containsKey(UNFOLDED)
        ? new String(person.open(message, UNFOLDED), StandardCharsets.UTF_8)
        : "";
  }

  @Override
  public void more() {
    Seen last =
        person.alone(channel).stream()
            .filter(message -> message.buttons().contains("More"))
            .reduce((_, later) -> later)
            .orElseThrow();
    person.press(last, "More");
  }

  @Override
  public byte[] open(Shown on, String file) {
    return person.channel(channel).stream()
        .filter(message -> message.files().containsKey(file))
        .map(message -> person.open(message, file))
        .reduce((_, later) -> later)
        .orElseThrow();
  }
}
