package io.mycelium.bridge.slack.far;

import io.mycelium.bridge.slack.render.SlackManifest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A Slack workspace with the app in it. Reading what it is called and its token is threadsafe.
public final class Team {
  /// A user group: its id, handle and members.
  record Group(String id, String handle, String name, List<String> users) {}

  private final World world;
  private final String id;
  private final String domain;
  final String botId;
  final Account botUser;
  final Map<String, Account> accounts = new LinkedHashMap<>();
  final Map<String, Conversation> conversations = new LinkedHashMap<>();
  final Map<String, Group> groups = new LinkedHashMap<>();
  final Map<String, StoredFile> files = new LinkedHashMap<>();
  private final Set<String> tokens = new LinkedHashSet<>();
  private final Set<String> scopes = new TreeSet<>(SlackManifest.SCOPES);
  private volatile String botToken;
  volatile boolean revoked;

  Team(World world, String number, String domain) {
    this.world = world;
    this.domain = domain;
    this.id = "T0" + number;
    this.botId = "B0" + number + "MYC";
    this.botUser = new Account("U0" + number + "MYC", "mycelium", true);
    this.botToken = "xoxb-" + number + "-100000000000-mycelium";
    tokens.add(botToken);
    accounts.put(botUser.id, botUser);
  }

  public String id() {
    return id;
  }

  public String domain() {
    return domain;
  }

  /// What the app authenticates itself with in this workspace.
  public String botToken() {
    return botToken;
  }

  /// The id of the app's own user, which mentions name.
  public String botUserId() {
    return botUser.id;
  }

  /// Somebody of this workspace, made at the first call, a member of each public channel.
  public SlackPerson person(String handle) {
    return world.locked(() -> new SlackPerson(world, this, world.account(this, handle)));
  }

  /// A public channel that the app is in, made at the first call with all people of the workspace.
  ///
  /// @return its id
  public String channel(String name) {
    return world.locked(() -> world.conversation(this, name, Conversation.Kind.PUBLIC).id);
  }

  /// A private channel with the app and nobody else but those named.
  ///
  /// @return its id
  public String privateChannel(String name, String... handles) {
    return world.locked(() -> {
      Conversation made = world.conversation(this, name, Conversation.Kind.PRIVATE);
      List.of(handles).forEach(handle -> made.members.add(world.account(this, handle).id));
      return made.id;
    });
  }

  /// Takes the app out of a channel, as somebody's `/remove` does.
  public void removeApp(String channel) {
    world.locked(() -> conversationNamed(channel).orElseThrow().members.remove(botUser.id));
  }

  /// A user group with these people.
  ///
  /// @return its id
  public String group(String handle, String... handles) {
    return world.locked(() -> {
      String groupId = world.id("S0");
      List<String> users = List.of(handles).stream().map(h -> world.account(this, h).id).toList();
      groups.put(groupId, new Group(groupId, handle, handle, users));
      return groupId;
    });
  }

  /// What the app was granted; in the beginning, and when it is installed again, what its manifest
  /// asks for. Inside the world's lock only.
  Set<String> scopes() {
    return Collections.unmodifiableSet(scopes);
  }

  /// Takes a scope from the app, as an installation from before the manifest asked for it lacks it.
  public void take(String scope) {
    world.locked(() -> scopes.remove(scope));
  }

  /// Grants the app a scope.
  public void grant(String scope) {
    world.locked(() -> scopes.add(scope));
  }

  /// Makes the app's token one that Slack no longer takes, and tells the app.
  public void revoke() {
    world.locked(() -> {
      revoked = true;
      world.events.say(
          this,
          Tree.of(
              "type",
              "tokens_revoked",
              "tokens",
              Tree.of("oauth", Tree.list(), "bot", Tree.list(botUser.id))));
      return true;
    });
  }

  /// Removes the app from the workspace: its token ends, and it is told both.
  public void uninstall() {
    revoke();
    tellUninstalled();
  }

  /// Tells the app that it was removed, which it may have been a while ago.
  public void tellUninstalled() {
    world.locked(() -> {
      world.events.say(this, Tree.of("type", "app_uninstalled"));
      return true;
    });
  }

  /// Puts the app into the workspace again, with a new token where the old one was revoked.
  void installAgain() {
    scopes.addAll(SlackManifest.SCOPES);
    if (revoked) {
      botToken = botToken + "-again";
      tokens.add(botToken);
      revoked = false;
    }
  }

  /// Where the double is reached, without a slash at the end.
  String base() {
    return world.base;
  }

  boolean gaveOut(String token) {
    return tokens.contains(token);
  }

  Optional<Conversation> conversationNamed(String nameOrId) {
    String bare = nameOrId.startsWith("#") ? nameOrId.substring(1) : nameOrId;
    return conversations.values().stream()
        .filter(c -> c.id.equals(bare) || c.name.equals(bare))
        .findFirst();
  }
}
