package io.mycelium.bridge.slack.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.util.json.GsonFactory;
import io.mycelium.core.json.Json;
import java.util.HashSet;
import java.util.Set;

/// What Slack would refuse, looked for in what is really sent.
final class SlackChecks {
  private SlackChecks() {}

  static JsonNode sent(Object model) {
    return Json.parse(GsonFactory.createSnakeCase().toJson(model));
  }

  static void accepts(SlackOutput output) {
    assertThat(output.messages())
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(SlackRenderer.MOST_MESSAGES);
    output.messages().forEach(SlackChecks::accepts);
  }

  static void accepts(SlackMessage message) {
    assertThat(message.text()).isNotBlank().hasSizeLessThanOrEqualTo(SlackLimits.TEXT);
    assertThat(message.blocks().size()).isLessThanOrEqualTo(SlackLimits.BLOCKS);
    int length = 0;
    for (JsonNode block : sent(message.blocks())) {
      length += block(block);
    }
    assertThat(length).isLessThanOrEqualTo(SlackLimits.MESSAGE_TEXT);
  }

  private static int block(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "header" -> text(block.path("text"), "plain_text", SlackLimits.HEADER_TEXT);
      case "section" -> section(block);
      case "context" -> elements(block);
      case "actions" -> actions(block);
      default -> throw new AssertionError("no such block: " + block);
    };
  }

  private static int section(JsonNode block) {
    int length =
        block.has("text") ? text(block.path("text"), "mrkdwn", SlackLimits.SECTION_TEXT) : 0;
    assertThat(block.path("fields").size()).isLessThanOrEqualTo(SlackLimits.FIELDS);
    assertThat(block.has("text") || block.has("fields")).isTrue();
    for (JsonNode field : block.path("fields")) {
      length += text(field, "mrkdwn", SlackLimits.FIELD_TEXT);
    }
    return length;
  }

  private static int elements(JsonNode block) {
    assertThat(block.path("elements").size()).isBetween(1, SlackLimits.CONTEXT_ELEMENTS);
    int length = 0;
    for (JsonNode element : block.path("elements")) {
      length += text(element, "mrkdwn", SlackLimits.SECTION_TEXT);
    }
    return length;
  }

  private static int actions(JsonNode block) {
    assertThat(block.path("elements").size()).isBetween(1, SlackLimits.ACTIONS);
    Set<String> ids = new HashSet<>();
    for (JsonNode button : block.path("elements")) {
      text(button.path("text"), "plain_text", SlackLimits.BUTTON_TEXT);
      assertThat(button.path("value").asText()).hasSizeBetween(1, SlackLimits.BUTTON_VALUE);
      assertThat(button.path("action_id").asText()).hasSizeBetween(1, SlackLimits.ACTION_ID);
      assertThat(ids.add(button.path("action_id").asText())).isTrue();
      assertThat(button.path("style").asText("primary")).isIn("primary", "danger");
    }
    return 0;
  }

  private static int text(JsonNode text, String type, int most) {
    assertThat(text.path("type").asText()).isEqualTo(type);
    assertThat(text.path("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(most);
    return text.path("text").asText().length();
  }

  static void acceptsInput(JsonNode block) {
    assertThat(block.path("type").asText()).isEqualTo("input");
    assertThat(block.path("block_id").asText()).hasSizeBetween(1, SlackLimits.BLOCK_ID);
    text(block.path("label"), "plain_text", SlackLimits.LABEL);
    text(block.path("hint"), "plain_text", SlackLimits.HINT);
    JsonNode element = block.path("element");
    assertThat(element.path("action_id").asText()).hasSizeBetween(1, SlackLimits.ACTION_ID);
    assertThat(element.path("max_length").asInt(1)).isBetween(1, SlackLimits.INPUT);
    assertThat(element.path("min_length").asInt(0)).isBetween(0, SlackLimits.INPUT);
    assertThat(element.path("options").size()).isLessThanOrEqualTo(SlackLimits.OPTIONS);
    if (element.has("placeholder")) {
      text(element.path("placeholder"), "plain_text", SlackLimits.PLACEHOLDER);
    }
    for (JsonNode option : element.path("options")) {
      text(option.path("text"), "plain_text", SlackLimits.OPTION_TEXT);
      assertThat(option.path("value").asText()).hasSizeBetween(1, SlackLimits.OPTION_VALUE);
    }
  }
}
