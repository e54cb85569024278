package io.mycelium.functions.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Digests;
import io.mycelium.core.job.Deadlines;
import io.mycelium.core.job.Dedup;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.Keep;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.job.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a manifest says of where, when and how often its jobs run.
///
/// @param requires of the drone
/// @param keys of limits that its jobs fall under
/// @param once which calls count as the same
/// @param keep how long a job is kept after its end, if not as usual
/// @param durable a replica of Redis shall have a job before it counts as queued
public record Work(
    Requirements requires,
    JobPriority priority,
    Retry retry,
    Deadlines deadlines,
    List<String> keys,
    Optional<Once> once,
    Optional<Keep> keep,
    boolean durable) {
  static final Work STANDARD =
      new Work(
          Requirements.NONE,
          JobPriority.NORMAL,
          Retry.NEVER,
          Deadlines.NONE,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          false);

  public Work {
    keys = List.copyOf(keys);
  }

  /// Calls that are the same work within a time.
  ///
  /// @param key a text in which `{option}` stands for the value of that option
  public record Once(String key, Duration window, Dedup.Mode mode) {
    private static final int LONGEST = 120;

    static final Pattern OPTION = Pattern.compile("\\{([a-z][a-z0-9-]*)}");

    /// The key of a call, as long as a key may be: what is too long is known by its hash.
    private Dedup of(String function, ObjectNode options) {
      Matcher places = OPTION.matcher(key);
      String filled =
          places.replaceAll(place -> Matcher.quoteReplacement(text(options.path(place.group(1)))));
      String name = function + "/" + filled;
      return new Dedup(
          name.length() <= LONGEST ? name : name.substring(0, LONGEST) + hash(name), window, mode);
    }

    private static String hash(String name) {
      return "~" + Digests.fingerprint(name);
    }

    private static String text(JsonNode value) {
      return value.isTextual() ? value.textValue() : value.isMissingNode() ? "" : value.toString();
    }
  }

  /// How a call of the function is done.
  Plan plan(String function, ObjectNode options) {
    Plan plan = Plan.STANDARD.retrying(retry).within(deadlines).under(new TreeSet<>(keys));
    if (keep.isPresent()) {
      plan = plan.kept(keep.get());
    }
    if (durable) {
      plan = plan.replicated();
    }
    return once.isPresent() ? plan.once(once.get().of(function, options)) : plan;
  }
}
