package io.mycelium.bridge.discord.far;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A call of a command as Discord hands it over, put together from the command's declaration.
final class CommandData {
  private static final int SUBCOMMAND = 1;
  private static final int GROUP = 2;
  private static final int INTEGER = 4;
  private static final int TRUTH = 5;
  private static final int USER = 6;
  private static final int NUMBER = 10;
  private static final int FILE = 11;

  private final List<String> people = new ArrayList<>();
  private final Uploads uploads = new Uploads();
  private final Map<String, Object> data = new HashMap<>();
  private final Map<String, ?> given;
  private final String focused;

  /// @param focused name of the option being typed; empty for a call
  CommandData(List<JsonNode> commands, String line, Map<String, ?> given, String focused) {
    this.given = given;
    this.focused = focused;
    List<String> words = List.of(line.split(" "));
    JsonNode command = named(commands, words.getFirst());
    data.put("name", words.getFirst());
    data.put("type", 1);
    data.put("options", options(command, words.subList(1, words.size())));
    data.put("people", people);
  }

  Map<String, Object> data() {
    return data;
  }

  List<Map<String, String>> files() {
    return uploads.all();
  }

  private List<Map<String, Object>> options(JsonNode declared, List<String> words) {
    List<JsonNode> options = declared.path("options").valueStream().toList();
    if (!words.isEmpty()) {
      JsonNode sub = named(options, words.getFirst());
      Map<String, Object> called = new HashMap<>();
      called.put("name", words.getFirst());
      called.put("type", sub.path("type").asInt());
      called.put("options", options(sub, words.subList(1, words.size())));
      return List.of(called);
    }
    for (JsonNode option : options) {
      int type = option.path("type").asInt();
      boolean missing = option.path("required").asBoolean() && !given.containsKey(name(option));
      if (type == SUBCOMMAND || type == GROUP || (missing && focused.isEmpty())) {
        throw new IllegalArgumentException("nothing is given at " + name(option));
      }
    }
    List<Map<String, Object>> filled = new ArrayList<>();
    given.forEach((name, value) -> {
      JsonNode option = named(options, name);
      Map<String, Object> one = new HashMap<>();
      one.put("name", name);
      one.put("type", option.path("type").asInt());
      one.put("value", value(option, value));
      if (name.equals(focused)) {
        one.put("focused", true);
      }
      filled.add(one);
    });
    return filled;
  }

  private Object value(JsonNode option, Object value) {
    return switch (option.path("type").asInt()) {
      case INTEGER -> Long.parseLong(value.toString());
      case TRUTH -> Boolean.parseBoolean(value.toString());
      case NUMBER -> Double.parseDouble(value.toString());
      case USER -> person((DiscordPerson) value);
      case FILE -> uploads.add(value.toString());
      default -> choice(option, value.toString());
    };
  }

  private String person(DiscordPerson person) {
    people.add(person.id());
    return person.id();
  }

  /// People choose by a choice's name; Discord hands its value over.
  private String choice(JsonNode option, String label) {
    if (option.path("choices").isEmpty()) {
      return label;
    }
    return option
        .path("choices")
        .valueStream()
        .filter(choice -> name(choice).equals(label) || choice.path("value").asText().equals(label))
        .map(choice -> choice.path("value").asText())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no choice " + label));
  }

  private static JsonNode named(List<JsonNode> all, String name) {
    return all.stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + name + " among " + all));
  }

  private static String name(JsonNode of) {
    return of.path("name").asText();
  }
}
