package io.mycelium.drone.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.job.Again;
import io.mycelium.core.text.Spans;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a script says of another try of its work: in its reply, else by the code that it ends with.
///
/// A reply has `"retry": false`, `"retryAfter": "30s"` or `"snooze": "10m"`; what is no such thing
/// says nothing.
final class AnotherTry {
  /// `sysexits.h`: wrong use, wrong data, no permission, wrong configuration. The same again would
  /// end the same way.
  private static final Set<Integer> IN_VAIN = Set.of(64, 65, 77, 78);

  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(30);

  private AnotherTry() {}

  /// What holds for a run that failed.
  ///
  /// @param code that it ended with
  static Again of(int code, Optional<JsonNode> reply) {
    Optional<JsonNode> retry = reply.map(said -> said.path("retry"));
    if (retry.filter(JsonNode::isBoolean).isPresent()) {
      return retry.get().asBoolean() ? Again.AS_PLANNED : Again.NEVER;
    }
    return reply
        .flatMap(said -> time(said.path("retryAfter")))
        .map(Again::after)
        .orElse(IN_VAIN.contains(code) ? Again.NEVER : Again.AS_PLANNED);
  }

  /// After which time it wants to be run again, although it did not fail.
  static Optional<Duration> snooze(JsonNode reply) {
    return time(reply.path("snooze"));
  }

  private static Optional<Duration> time(JsonNode text) {
    Matcher read = TIME.matcher(text.asText());
    if (!text.isTextual() || !read.matches()) {
      return Optional.empty();
    }
    Duration time = Spans.of(Long.parseLong(read.group(1)), read.group(2));
    return Optional.of(time.compareTo(LONGEST) > 0 ? LONGEST : time);
  }
}
