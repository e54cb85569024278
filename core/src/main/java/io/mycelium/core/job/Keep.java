package io.mycelium.core.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// For how long a job is kept after its end, by how it ended. In JSON one time that is for both
/// ends, or a time for each.
///
/// @param done of one that brought its result; empty for [QueueTimes#retention]
/// @param failed of one that ended without: it failed, was cancelled or given up; empty for the
///   same
public record Keep(Optional<Duration> done, Optional<Duration> failed) {
  private static final String DONE = "done";
  private static final String FAILED = "failed";

  /// The same, however it ended.
  public static Keep alike(Duration time) {
    return new Keep(Optional.of(time), Optional.of(time));
  }

  /// How it stands in JSON.
  @JsonValue
  public Object json() {
    if (done.isPresent() && done.equals(failed)) {
      return done.get();
    }
    Map<String, Duration> each = new TreeMap<>();
    done.ifPresent(time -> each.put(DONE, time));
    failed.ifPresent(time -> each.put(FAILED, time));
    return each;
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws java.time.format.DateTimeParseException when a time cannot be read
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Keep of(JsonNode json) {
    return json.isTextual()
        ? alike(Duration.parse(json.textValue()))
        : new Keep(time(json, DONE), time(json, FAILED));
  }

  private static Optional<Duration> time(JsonNode json, String end) {
    return json.hasNonNull(end)
        ? Optional.of(Duration.parse(json.path(end).asText()))
        : Optional.empty();
  }
}
