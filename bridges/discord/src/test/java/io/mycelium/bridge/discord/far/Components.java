package io.mycelium.bridge.discord.far;

import com.fasterxml.jackson.databind.JsonNode;

/// Numbers of Discord's components, and what people read on them.
final class Components {
  static final int BUTTON = 2;
  static final int STRING_SELECT = 3;
  static final int INPUT = 4;
  static final int USER_SELECT = 5;
  static final int CHANNEL_SELECT = 8;
  static final int TEXT = 10;
  static final int LABEL = 18;
  static final int FILE = 19;

  private Components() {}

  static boolean canBeUsed(JsonNode component) {
    int type = component.path("type").asInt();
    return type >= BUTTON
        && type <= CHANNEL_SELECT
        && type != INPUT
        && component.has("custom_id")
        && !component.path("disabled").asBoolean();
  }

  static String label(JsonNode component) {
    return component.path("type").asInt() == BUTTON
        ? component.path("label").asText()
        : component.path("placeholder").asText();
  }

  /// What stands behind a label of a select; the label itself where its options are not listed.
  static String value(JsonNode select, String label) {
    return select
        .path("options")
        .valueStream()
        .filter(option -> option.path("label").asText().equals(label))
        .map(option -> option.path("value").asText())
        .findFirst()
        .orElse(label);
  }
}
