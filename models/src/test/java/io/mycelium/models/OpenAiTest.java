package io.mycelium.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.mention.LanguageModel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTest extends LanguageModelContract {
  @Override
  LanguageModel model(Duration timeout) {
    return Models.openAi(new ModelAccess(server.url("/v1"), "small", KEY, timeout));
  }

  @Override
  String calling(String tool, String... arguments) {
    ObjectNode message = Json.object().put("role", "assistant").putNull("content");
    var calls = message.putArray("tool_calls");
    for (int i = 0; i < arguments.length; i++) {
      calls
          .addObject()
          .put("id", "call_" + i)
          .put("type", "function")
          .putObject("function")
          .put("name", tool)
          .put("arguments", arguments[i]);
    }
    return completion(message, "tool_calls");
  }

  @Override
  String saying(String text) {
    return completion(Json.object().put("role", "assistant").put("content", text), "stop");
  }

  private static String completion(ObjectNode message, String reason) {
    ObjectNode out =
        Json.object()
            .put("id", "chatcmpl-1")
            .put("object", "chat.completion")
            .put("created", 1_700_000_000)
            .put("model", "small");
    ObjectNode choice = out.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.put("finish_reason", reason);
    out.putObject("usage")
        .put("prompt_tokens", 10)
        .put("completion_tokens", 5)
        .put("total_tokens", 15);
    return out.toString();
  }

  @Test
  void commandsAreSentAsFunctionsWithTheirSchemas() {
    server.answers(200, saying("no"));

    propose();

    ModelServer.Asked asked = server.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/v1/chat/completions");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(asked.body().at("/messages/1/content").asText()).isEqualTo("give #12 to ada");
    JsonNode function = asked.body().at("/tools/0/function");
    assertThat(function.path("name").asText()).isEqualTo("task-assign");
    assertThat(function.path("description").asText()).contains("give #12 to @ada");
    assertThat(function.at("/parameters/required")).isEqualTo(Json.parse("[\"task\"]"));
    assertThat(function.at("/parameters/properties/size/enum"))
        .isEqualTo(Json.parse("[\"small\",\"large\"]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"task\":", "[1]", "null", "12", "{\"task\":1,\"task\":2}"})
  void argumentsThatAreNoObjectAreNoCall(String arguments) {
    server.answers(200, calling("task-assign", arguments));

    assertThat(propose()).isEqualTo(proposed());
  }
}
