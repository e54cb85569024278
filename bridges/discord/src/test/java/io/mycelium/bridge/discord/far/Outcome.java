package io.mycelium.bridge.discord.far;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What came of an interaction so far.
///
/// @param type of the callback, as Discord numbers it: 4 message, 5 thinking, 6 nothing yet, 7 the
///   message changed, 8 suggestions, 9 a form; 0 where there was none in time
/// @param took until the callback came
/// @param followed whether something came after the callback
public record Outcome(int type, JsonNode data, Duration took, boolean followed) {
  private static final int MODAL = 9;

  static Outcome of(JsonNode outcome) {
    return new Outcome(
        outcome.path("type").asInt(),
        outcome.path("data"),
        Duration.ofMillis(outcome.path("took").asLong()),
        outcome.path("followed").asBoolean());
  }

  public boolean acknowledged() {
    return type != 0;
  }

  /// The form that opened.
  public Optional<JsonNode> form() {
    return type == MODAL ? Optional.of(data) : Optional.empty();
  }

  /// Names of the suggestions.
  public List<String> suggestions() {
    return data.path("choices").valueStream().map(choice -> choice.path("name").asText()).toList();
  }
}
