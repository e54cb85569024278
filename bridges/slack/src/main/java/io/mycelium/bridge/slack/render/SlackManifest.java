package io.mycelium.bridge.slack.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.text.PlainText;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The manifest from which Slack makes the app: what it listens to and what it may do.
public final class SlackManifest {
  /// The slash command that takes every command of the catalogue.
  public static final String COMMAND = "/mycelium";

  public static final String GLOBAL_SHORTCUT = "mycelium-run";
  public static final String MESSAGE_SHORTCUT = "mycelium-message";

  /// What the bot may do.
  public static final List<String> SCOPES =
      List.of(
          "app_mentions:read",
          "channels:history",
          "channels:read",
          "chat:write",
          "chat:write.customize",
          "commands",
          "files:read",
          "files:write",
          "groups:history",
          "groups:read",
          "im:history",
          "im:write",
          "reactions:read",
          "reactions:write",
          "usergroups:read",
          "users:read");

  /// What it is told of.
  public static final List<String> EVENTS =
      List.of(
          "app_home_opened",
          "app_mention",
          "app_uninstalled",
          "channel_archive",
          "channel_deleted",
          "channel_left",
          "channel_rename",
          "channel_unarchive",
          "group_archive",
          "group_left",
          "group_rename",
          "member_joined_channel",
          "message.channels",
          "message.groups",
          "message.im",
          "reaction_added",
          "reaction_removed",
          "subteam_updated",
          "tokens_revoked",
          "user_change");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int EXAMPLES = 4;

  private SlackManifest() {}

  /// The manifest of a catalogue.
  ///
  /// @param aliases slash commands of their own for commands that are used most, by their dashed
  ///   names; unknown ones and those beyond Slack's limit are left out
  /// @param address where Slack reaches the gateway over HTTP; without one the app uses Socket Mode
  /// @param browsers where browsers reach the gateway; without it no other workspace can let the
  ///   app in
  public static ObjectNode of(
      String name,
      Catalogue catalogue,
      Collection<String> aliases,
      Optional<URI> address,
      Optional<URI> browsers) {
    ObjectNode manifest = JSON.objectNode();
    manifest
        .putObject("display_information")
        .put("name", PlainText.line(name, SlackLimits.APP_NAME))
        .put("description", "Commands, approvals and jobs of your workspace");
    features(manifest.putObject("features"), name, commands(catalogue, aliases), address);
    ObjectNode oauth = manifest.putObject("oauth_config");
    browsers.ifPresent(
        at -> oauth.putArray("redirect_urls").add(at.resolve("/slack/oauth").toString()));
    all(oauth.putObject("scopes").putArray("bot"), SCOPES);
    settings(manifest.putObject("settings"), address);
    return manifest;
  }

  private static List<Command<?>> commands(Catalogue catalogue, Collection<String> aliases) {
    return aliases.stream()
        .distinct()
        .flatMap(alias -> catalogue.find(alias).stream())
        .<Command<?>>map(Catalogue.Entry::command)
        .filter(Predicate.not(c -> COMMAND.equals(slash(c))))
        .limit(SlackLimits.COMMANDS - 1L)
        .toList();
  }

  private static void features(
      ObjectNode features, String name, List<Command<?>> aliases, Optional<URI> address) {
    features
        .putObject("app_home")
        .put("home_tab_enabled", true)
        .put("messages_tab_enabled", true)
        .put("messages_tab_read_only_enabled", false);
    features
        .putObject("bot_user")
        .put("display_name", PlainText.line(name, SlackLimits.APP_NAME))
        .put("always_online", true);
    ArrayNode shortcuts = features.putArray("shortcuts");
    shortcut(
        shortcuts, "Run a command", "global", GLOBAL_SHORTCUT, "Choose a command and fill it in");
    shortcut(
        shortcuts, "Make a task of it", "message", MESSAGE_SHORTCUT, "A task from this message");
    ArrayNode commands = features.putArray("slash_commands");
    command(
        commands,
        COMMAND,
        "Run a command of Mycelium",
        "help, or a command and its options",
        address);
    for (Command<?> alias : aliases) {
      command(commands, slash(alias), alias.summary(), usage(alias), address);
    }
  }

  private static void shortcut(
      ArrayNode shortcuts, String name, String type, String callback, String description) {
    shortcuts
        .addObject()
        .put("name", name)
        .put("type", type)
        .put("callback_id", callback)
        .put("description", description);
  }

  /// The slash command of an alias.
  public static String slash(Command<?> command) {
    return "/" + command.name().dashed();
  }

  private static void command(
      ArrayNode commands, String slash, String summary, String usage, Optional<URI> address) {
    ObjectNode command =
        commands
            .addObject()
            .put("command", slash)
            .put("description", PlainText.line(summary, SlackLimits.COMMAND_DESCRIPTION))
            .put("should_escape", true);
    if (!usage.isBlank()) {
      command.put("usage_hint", PlainText.line(usage, SlackLimits.USAGE_HINT));
    }
    address.ifPresent(a -> command.put("url", a.resolve("/slack/commands").toString()));
  }

  private static String usage(Command<?> command) {
    return command.options().options().stream()
        .limit(EXAMPLES)
        .map(o -> o.required() ? "--" + o.name() + " …" : "[--" + o.name() + " …]")
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  private static void settings(ObjectNode settings, Optional<URI> address) {
    ObjectNode events = settings.putObject("event_subscriptions");
    ObjectNode interactivity = settings.putObject("interactivity").put("is_enabled", true);
    address.ifPresent(a -> {
      events.put("request_url", a.resolve("/slack/events").toString());
      interactivity
          .put("request_url", a.resolve("/slack/interactions").toString())
          .put("message_menu_options_url", a.resolve("/slack/options").toString());
    });
    all(events.putArray("bot_events"), EVENTS);
    settings
        .put("org_deploy_enabled", false)
        .put("socket_mode_enabled", address.isEmpty())
        .put("token_rotation_enabled", false);
  }

  private static void all(ArrayNode array, List<String> words) {
    words.forEach(array::add);
  }
}
