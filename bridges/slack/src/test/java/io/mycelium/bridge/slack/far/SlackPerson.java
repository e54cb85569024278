package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Somebody in front of Slack: what they do, and what they see. Threadsafe.
///
/// Channels are given by name or id. What needs the app's acknowledgement waits for it, as long as
/// Slack does; that it did not come is then among the [#notices].
public final class SlackPerson {
  private final World world;
  private final Team team;
  private final Account account;
  private final Gestures gestures;

  SlackPerson(World world, Team team, Account account) {
    this.world = world;
    this.team = team;
    this.account = account;
    this.gestures = new Gestures(world, team, account);
  }

  public String id() {
    return account.id;
  }

  public String handle() {
    return account.handle;
  }

  /// Says something. `@handle`, `@channel`, `#channel` and links are taken as Slack takes them.
  ///
  /// @return the message's timestamp
  public String say(String channel, String text) {
    return said(channel, typed(text));
  }

  public String sayInThread(String channel, String root, String text) {
    JsonObject message = typed(text);
    message.addProperty("thread_ts", root);
    return said(channel, message);
  }

  /// Mentions the app.
  public String mention(String channel, String text) {
    return say(channel, "@" + team.botUser.handle + " " + text);
  }

  /// Writes to the app alone.
  public String sayToApp(String text) {
    return said(world.locked(() -> world.direct(team, account.id).id), typed(text));
  }

  /// Sends a file with a comment, which may be empty.
  public String attach(String channel, String name, byte[] content, String comment) {
    String file = upload(name, content);
    JsonObject message = typed(comment);
    message.addProperty("subtype", "file_share");
    message.addProperty("upload", true);
    message.add("files", Tree.list(team.files.get(file).described(world.base)));
    return said(channel, message);
  }

  /// Uploads a file for an input of a modal.
  ///
  /// @return its id
  public String upload(String name, byte[] content) {
    return world.locked(() -> {
      String file = world.id("F0");
      team.files.put(file, new StoredFile(file, name, name, content, account.id));
      return file;
    });
  }

  public void edit(String channel, String ts, String text) {
    world.locked(() -> {
      Conversation place = place(channel);
      JsonObject fields = typed(text);
      List.of("type", "user", "team", "client_msg_id").forEach(fields::remove);
      fields.add("edited", Tree.of("user", account.id, "ts", place.stamp(world.hours.instant())));
      world.events.change(team, place, place.message(ts, "message_not_found"), fields);
      return true;
    });
  }

  /// Deletes a message, also one of the app, as an administrator may.
  public void delete(String channel, String ts) {
    world.locked(() -> {
      Conversation place = place(channel);
      world.events.delete(team, place, place.message(ts, "message_not_found"));
      return true;
    });
  }

  public void react(String channel, String ts, String emoji) {
    react(channel, ts, emoji, true);
  }

  public void takeReaction(String channel, String ts, String emoji) {
    react(channel, ts, emoji, false);
  }

  private void react(String channel, String ts, String emoji, boolean add) {
    world.locked(() -> {
      Conversation place = place(channel);
      return world.events.react(
          team, place, place.message(ts, "message_not_found"), account.id, emoji, add);
    });
  }

  /// Types a slash command, such as `/mycelium task list`.
  public Ack slash(String channel, String line) {
    return slashing(channel, line).join();
  }

  /// The same without waiting.
  public CompletableFuture<Ack> slashing(String channel, String line) {
    return world.locked(() -> gestures.slash(place(channel), line));
  }

  /// Presses a button.
  public Ack press(Seen message, String label) {
    return pressing(message, label).join();
  }

  /// The same without waiting.
  public CompletableFuture<Ack> pressing(Seen message, String label) {
    return gestures.press(message, label, element -> {});
  }

  /// Chooses an option of a select or overflow menu in a message.
  ///
  /// @param at the select's placeholder; for a menu empty
  public Ack choose(Seen message, String at, String option) {
    return gestures.press(message, at, element -> gestures.choose(element, option)).join();
  }

  /// Presses a button of the modal on top.
  public Ack pressInModal(String label) {
    JsonObject view = world.locked(account.modals::getFirst);
    return gestures.pressIn(view, label).join();
  }

  public Ack pressAtHome(String label) {
    return gestures.pressIn(world.locked(account.home::orElseThrow), label).join();
  }

  /// Sends the modal on top.
  ///
  /// @param values by label or block id; an option by its label, a person by handle, several
  ///   separated by `, `, a file by what [#upload] returned
  public Ack submit(Map<String, String> values) {
    return gestures.submit(values).join();
  }

  /// Closes the modal on top.
  public void closeModal() {
    gestures.close();
  }

  /// What an external select of the modal on top offers for what was typed.
  public List<String> suggestions(String label, String typed) {
    return gestures.suggestions(label, typed);
  }

  /// Calls a global shortcut.
  public Ack shortcut(String callbackId) {
    return gestures.shortcut(callbackId).join();
  }

  /// Calls a shortcut on a message.
  public Ack messageShortcut(String channel, String ts, String callbackId) {
    return world.locked(() -> gestures.messageShortcut(place(channel), ts, callbackId)).join();
  }

  /// Looks at the app's home tab.
  public void openHome() {
    world.locked(() -> {
      Conversation direct = world.direct(team, account.id);
      world.events.say(
          team,
          Tree.of(
              "type",
              "app_home_opened",
              "user",
              account.id,
              "channel",
              direct.id,
              "tab",
              "home",
              "event_ts",
              direct.stamp(world.hours.instant()),
              "view",
              account.home.map(JsonObject::deepCopy)));
      return true;
    });
  }

  /// What a channel shows, oldest first, without replies.
  public List<Seen> channel(String channel) {
    return world.locked(() -> {
      Conversation place = place(channel);
      return seen(place.id, place.messages.values().stream().filter(Conversation::standsAlone));
    });
  }

  /// A thread's replies, oldest first.
  public List<Seen> thread(String channel, String root) {
    return world.locked(() -> {
      Conversation place = place(channel);
      return seen(place.id, place.replies(root).stream());
    });
  }

  /// What the app and this person said to each other.
  public List<Seen> withApp() {
    return world.locked(() -> {
      Conversation direct = world.direct(team, account.id);
      return seen(direct.id, direct.messages.values().stream());
    });
  }

  /// What this person alone sees in channels, oldest first.
  public List<Seen> alone() {
    return world.locked(() ->
        account.alone.values().stream()
            .map(message -> Seen.of(team, Tree.text(message, "channel"), message))
            .toList());
  }

  /// The modal on top.
  public Optional<Screen> modal() {
    return world.locked(() ->
        Optional.ofNullable(account.modals.peek()).map(view -> Screen.of(view, errors(view))));
  }

  public int modals() {
    return world.locked(account.modals::size);
  }

  public Optional<Screen> home() {
    return world.locked(() -> account.home.map(view -> Screen.of(view, Map.of())));
  }

  /// What Slack itself told this person, such as that the app did not answer.
  public List<String> notices() {
    return world.locked(() -> List.copyOf(account.notices));
  }

  /// A file's content.
  public byte[] open(String fileId) {
    return world.locked(() -> team.files.get(fileId).content().clone());
  }

  private Map<String, String> errors(JsonObject view) {
    Map<String, String> byLabel = new LinkedHashMap<>();
    Tree.objects(view, "blocks")
        .forEach(block -> {
          String error = account.inputErrors.get(Tree.text(block, "block_id"));
          if (error != null) {
            byLabel.put(Tree.text(block, "label", "text"), error);
          }
        });
    return byLabel;
  }

  private List<Seen> seen(String channel, Stream<JsonObject> messages) {
    return messages.map(message -> Seen.of(team, channel, message)).toList();
  }

  private JsonObject typed(String text) {
    return world.locked(() -> {
      String marked = Words.typed(team, text);
      return Tree.of(
          "client_msg_id",
          UUID.randomUUID().toString(),
          "type",
          "message",
          "user",
          account.id,
          "team",
          team.id(),
          "text",
          marked,
          "blocks",
          Messages.typed(text, world.id("b")));
    });
  }

  private String said(String channel, JsonObject message) {
    return world.locked(() -> Tree.text(world.events.post(team, place(channel), message), "ts"));
  }

  private Conversation place(String nameOrId) {
    return team.conversationNamed(nameOrId)
        .orElseThrow(() -> new IllegalArgumentException("there is no channel " + nameOrId));
  }
}
