package io.mycelium.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.mention.LanguageModel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnthropicTest extends LanguageModelContract {
  @Override
  LanguageModel model(Duration timeout) {
    return Models.anthropic(new ModelAccess(server.url("/v1"), "small", KEY, timeout));
  }

  @Override
  String calling(String tool, String... arguments) {
    ArrayNode content = Json.object().putArray("content");
    for (int i = 0; i < arguments.length; i++) {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", "toolu_" + i)
          .put("name", tool)
          .set("input", Json.parse(arguments[i]));
    }
    return message(content, "tool_use");
  }

  @Override
  String saying(String text) {
    ArrayNode content = Json.object().putArray("content");
    content.addObject().put("type", "text").put("text", text);
    return message(content, "end_turn");
  }

  private static String message(ArrayNode content, String reason) {
    ObjectNode out =
        Json.object()
            .put("id", "msg_1")
            .put("type", "message")
            .put("role", "assistant")
            .put("model", "small");
    out.set("content", content);
    out.put("stop_reason", reason).putNull("stop_sequence");
    out.putObject("usage").put("input_tokens", 10).put("output_tokens", 5);
    return out.toString();
  }

  @Test
  void commandsAreSentAsToolsWithTheirSchemas() {
    server.answers(200, saying("no"));

    propose();

    ModelServer.Asked asked = server.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/v1/messages");
    assertThat(asked.header("X-api-key")).isEqualTo(KEY);
    assertThat(asked.body().path("system").toString()).contains("invent nothing");
    JsonNode tool = asked.body().at("/tools/0");
    assertThat(tool.path("name").asText()).isEqualTo("task-assign");
    assertThat(tool.at("/input_schema/required")).isEqualTo(Json.parse("[\"task\"]"));
    assertThat(tool.at("/input_schema/properties/size/enum"))
        .isEqualTo(Json.parse("[\"small\",\"large\"]"));
  }
}
