package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody of a workspace and what stands on their screen alone. Guarded by the world's lock.
final class Account {
  final String id;
  final String handle;
  final boolean bot;

  /// Ephemeral messages by timestamp, in the order in which they came.
  final Map<String, JsonObject> alone = new LinkedHashMap<>();

  /// Open modals, the one on top first.
  final Deque<JsonObject> modals = new ArrayDeque<>();

  /// What was said at the inputs of the modal on top, by block id.
  final Map<String, String> inputErrors = new LinkedHashMap<>();

  /// What Slack itself told this person, such as that an app did not answer.
  final List<String> notices = new ArrayList<>();

  Optional<JsonObject> home = Optional.empty();

  Account(String id, String handle, boolean bot) {
    this.id = id;
    this.handle = handle;
    this.bot = bot;
  }

  JsonObject described(Team team) {
    return Tree.of(
        "id",
        id,
        "team_id",
        team.id(),
        "name",
        handle,
        "real_name",
        handle,
        "deleted",
        false,
        "is_bot",
        bot,
        "is_app_user",
        false,
        "is_admin",
        false,
        "is_owner",
        false,
        "tz",
        "Europe/Berlin",
        "tz_label",
        "Central European Time",
        "tz_offset",
        3600,
        "locale",
        "en-GB",
        "updated",
        1_700_000_000,
        "profile",
        Tree.of(
            "display_name",
            bot ? "" : handle,
            "display_name_normalized",
            bot ? "" : handle,
            "real_name",
            handle,
            "real_name_normalized",
            handle,
            "email",
            team.scopes().contains("users:read.email")
                ? Optional.of(handle + "@example.com")
                : Optional.empty(),
            "image_72",
            "https://avatars.example.com/" + id + "_72.png",
            "team",
            team.id()));
  }
}
