package io.mycelium.bridge.slack.far;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// What a person gives at the inputs of a view, as Slack hands it to the app.
final class Inputs {
  private final Team team;
  private final BiFunction<JsonObject, String, Stream<JsonObject>> suggestions;

  /// @param suggestions the options that the app offers at an element for what was typed
  Inputs(Team team, BiFunction<JsonObject, String, Stream<JsonObject>> suggestions) {
    this.team = team;
    this.suggestions = suggestions;
  }

  /// @param given by the input's label or block id; several choices are separated by `, `
  /// @throws IllegalArgumentException where Slack would not let the person send it
  JsonObject state(JsonObject view, Map<String, String> given) {
    JsonObject values = new JsonObject();
    Tree.objects(view, "blocks")
        .forEach(block -> {
          JsonElement element = Tree.at(block, "element");
          if (element.isJsonObject()) {
            String id = Tree.text(block, "block_id");
            Optional<String> value =
                Optional.ofNullable(
                    given.getOrDefault(Tree.text(block, "label", "text"), given.get(id)));
            JsonObject state = state(element.getAsJsonObject(), value);
            if (state.size() == 1 && !Tree.text(block, "optional").equals("true")) {
              throw new IllegalArgumentException(
                  "nothing is given at " + Tree.text(block, "label", "text"));
            }
            values.add(id, Tree.of(Tree.text(element, "action_id"), state));
          }
        });
    return Tree.of("values", values);
  }

  private JsonObject state(JsonObject element, Optional<String> given) {
    String type = Tree.text(element, "type");
    return switch (type) {
      case "plain_text_input", "email_text_input", "url_text_input", "number_input" ->
          text(element, given);
      case "static_select", "radio_buttons", "external_select" ->
          one(
              type,
              "selected_option",
              element,
              "initial_option",
              given.map(label -> option(element, label)));
      case "checkboxes", "multi_static_select", "multi_external_select" ->
          one(
              type,
              "selected_options",
              element,
              "initial_options",
              given.map(labels -> options(element, labels)));
      case "users_select" ->
          one(type, "selected_user", element, "initial_user", given.map(this::user));
      case "multi_users_select" ->
          one(
              type,
              "selected_users",
              element,
              "initial_users",
              given.map(names -> Tree.list(Arrays.stream(names.split(", ")).map(this::user))));
      case "conversations_select" ->
          one(
              type,
              "selected_conversation",
              element,
              "initial_conversation",
              given.map(this::channel));
      case "channels_select" ->
          one(type, "selected_channel", element, "initial_channel", given.map(this::channel));
      case "datepicker" -> one(type, "selected_date", element, "initial_date", given);
      case "timepicker" -> one(type, "selected_time", element, "initial_time", given);
      case "datetimepicker" ->
          one(type, "selected_date_time", element, "initial_date_time", given.map(Long::parseLong));
      case "file_input" -> files(type, given);
      default -> throw new IllegalArgumentException("the double knows no " + type);
    };
  }

  private static JsonObject text(JsonObject element, Optional<String> given) {
    given.ifPresent(text -> {
      int least = Integer.parseInt("0" + Tree.text(element, "min_length"));
      int most = element.has("max_length") ? element.get("max_length").getAsInt() : 3000;
      if (text.length() < least || text.length() > most) {
        throw new IllegalArgumentException(
            text.length() + " characters, not " + least + " to " + most);
      }
    });
    return one(
        Tree.text(element, "type"),
        "value",
        element,
        "initial_value",
        given.filter(text -> !text.isEmpty()));
  }

  private static JsonObject one(
      String type, String name, JsonObject element, String initial, Optional<?> given) {
    Optional<?> value =
        given.isPresent()
            ? given
            : Optional.of(Tree.at(element, initial)).filter(v -> !v.isJsonNull());
    return Tree.of("type", type, name, value);
  }

  private JsonObject option(JsonObject element, String label) {
    return offered(element, label)
        .filter(option ->
            Tree.text(option, "text", "text").equals(label)
                || Tree.text(option, "value").equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no option " + label));
  }

  private JsonArray options(JsonObject element, String labels) {
    return Tree.list(
        Arrays.stream(labels.split(", "))
            .filter(l -> !l.isEmpty())
            .map(label -> option(element, label)));
  }

  private Stream<JsonObject> offered(JsonObject element, String label) {
    if (Tree.text(element, "type").endsWith("external_select")) {
      return suggestions.apply(element, label);
    }
    return Stream.concat(
        Tree.objects(element, "options"),
        Tree.objects(element, "option_groups").flatMap(group -> Tree.objects(group, "options")));
  }

  private String user(String handle) {
    return team.accounts.values().stream()
        .filter(account -> account.handle.equals(handle))
        .map(account -> account.id)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + handle));
  }

  private String channel(String name) {
    return team.conversationNamed(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + name))
        .id;
  }

  /// The ids of files given, separated by `, `.
  private JsonObject files(String type, Optional<String> given) {
    List<StoredFile> files =
        given.stream().flatMap(ids -> Arrays.stream(ids.split(", "))).map(team.files::get).toList();
    return files.isEmpty()
        ? Tree.of("type", type)
        : Tree.of(
            "type",
            type,
            "files",
            Tree.list(files.stream().map(file -> file.described(team.base()))));
  }
}
