package io.mycelium.models;

import java.net.URI;
import java.time.Duration;

/// Where a language model is and how to ask it.
///
/// @param url the API's base, such as `https://llm.example/v1`
/// @param name of the model, as its provider has it
/// @param key shown to nobody: not in logs, not by [#toString]
/// @param timeout for an answer
public record ModelAccess(URI url, String name, String key, Duration timeout) {
  /// What a person in a chat waits for.
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public String toString() {
    return "%s at %s".formatted(name, url);
  }
}
