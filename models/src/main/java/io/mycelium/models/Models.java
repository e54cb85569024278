package io.mycelium.models;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.mycelium.core.mention.LanguageModel;

/// The language models that can be configured.
public final class Models {
  private static final int LONGEST_ANSWER = 1_000;

  private Models() {}

  /// A model behind the chat completions of OpenAI, which many others speak as well.
  public static LanguageModel openAi(ModelAccess access) {
    return new ToolCaller(
        OpenAiChatModel.builder()
            .baseUrl(access.url().toString())
            .apiKey(access.key())
            .modelName(access.name())
            .timeout(access.timeout())
            .maxRetries(0)
            .build());
  }

  /// A model behind the messages of Anthropic.
  public static LanguageModel anthropic(ModelAccess access) {
    return new ToolCaller(
        AnthropicChatModel.builder()
            .baseUrl(access.url().toString())
            .apiKey(access.key())
            .modelName(access.name())
            .timeout(access.timeout())
            .maxTokens(LONGEST_ANSWER)
            .maxRetries(0)
            .build());
  }
}
