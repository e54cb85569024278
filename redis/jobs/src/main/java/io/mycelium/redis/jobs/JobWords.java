package io.mycelium.redis.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Deadlines;
import io.mycelium.core.job.Dedup;
import io.mycelium.core.job.Dependencies;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Keep;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Retry;
import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the scripts need of a specification, in their words; see `job.lua`.
record JobWords(JobSpec job) {
  /// How much longer than it may a run is let go on, so that its drone ends it and tells why.
  private static final Duration RUN_GRACE = Duration.ofSeconds(10);

  /// Where words lie.
  private static final int TOLD = 0;

  private static final int ROOM = 10;
  private static final int FUNCTION = 11;

  /// `t` for a usual job that is told in the workspace, `q` for one that is quiet, `-` for one that
  /// the scripts have to look at closely.
  String kind() {
    Plan plan = job.plan();
    boolean usual =
        plan.deadlines().equals(Deadlines.NONE)
            && plan.keep().flatMap(Keep::done).isEmpty()
            && plan.after().jobs().isEmpty()
            && job.requirements().except().isEmpty();
    if (!usual) {
      return "-";
    }
    return plan.quiet() ? "q" : "t";
  }

  /// Its words and the specification.
  String spec() {
    String fact = fact();
    return fact + "\n" + SpecJson.write(job, said(fact));
  }

  /// The specification of what [#spec()] gave.
  static JobSpec read(String spec) {
    int line = spec.indexOf('\n');
    return SpecJson.read(spec.substring(line + 1), said(spec.substring(0, line)));
  }

  /// What the words say of a specification as they are.
  private static ObjectNode said(String fact) {
    String[] words = fact.split(" ", FUNCTION + 2);
    ObjectNode said = Json.object().put("room", words[ROOM]).put("function", words[FUNCTION]);
    said.putObject("plan").put("quiet", words[TOLD].equals(flag(false)));
    return said;
  }

  private String fact() {
    Plan plan = job.plan();
    Deadlines deadlines = plan.deadlines();
    String jobClass = job.jobClass().name();
    return String.join(
        " ",
        flag(!plan.quiet()),
        millis(deadlines.heartbeat()),
        millis(Optional.of(job.limits().timeout().plus(RUN_GRACE))),
        keep(plan),
        fanIn(plan.after()),
        flag(!plan.keys().isEmpty()),
        barred(),
        flag(hasDeadlines()),
        level(),
        jobClass.isEmpty() ? "-" : jobClass,
        job.room().value(),
        job.function().replaceAll("\\s+", "_"),
        plan());
  }

  /// The line in which it waits when nothing stands in its way: level, class and room.
  List<String> line() {
    return List.of(level(), job.jobClass().name(), job.room().value());
  }

  /// Whether it only has to wait for a drone.
  boolean plain() {
    return extra().isEmpty() && !hasDeadlines();
  }

  private boolean hasDeadlines() {
    Deadlines deadlines = job.plan().deadlines();
    return deadlines.waiting().isPresent() || deadlines.total().isPresent();
  }

  private String level() {
    return job.priority().name().toLowerCase(Locale.ROOT);
  }

  /// One time that is for both ends, or that of a job that is done and that of others.
  private static String keep(Plan plan) {
    String done = millis(plan.keep().flatMap(Keep::done));
    String failed = millis(plan.keep().flatMap(Keep::failed));
    return done.equals(failed) ? done : done + "," + failed;
  }

  private static String fanIn(Dependencies after) {
    if (after.jobs().isEmpty()) {
      return "0";
    }
    return after.onFailure() == Dependencies.OnFailure.FAIL ? "1" : "2";
  }

  private String barred() {
    return job.requirements().except().isEmpty()
        ? "-"
        : job.requirements().except().stream()
            .map(DroneId::value)
            .sorted()
            .collect(Collectors.joining(","));
  }

  private String plan() {
    Retry retry = job.plan().retry();
    Deadlines deadlines = job.plan().deadlines();
    return "%d %d %s %d %d %s %s%s"
        .formatted(
            job.plan().maxLost(),
            retry.attempts(),
            retry.backoff().name().toLowerCase(Locale.ROOT),
            retry.base().toMillis(),
            retry.most().toMillis(),
            millis(deadlines.waiting()),
            millis(deadlines.total()),
            retry.never().isEmpty() ? "" : " " + String.join(",", retry.never()));
  }

  /// What few jobs have; empty for the others.
  Optional<ObjectNode> extra() {
    ObjectNode extra = Json.object();
    Plan plan = job.plan();
    if (plan.delay().isPositive()) {
      extra.put("delay", plan.delay().toMillis());
    }
    if (!plan.after().jobs().isEmpty()) {
      ArrayNode ids = extra.putArray("deps");
      plan.after().jobs().stream().map(JobId::value).forEach(ids::add);
    }
    if (!plan.keys().isEmpty()) {
      plan.keys().forEach(extra.putArray("keys")::add);
    }
    plan.once()
        .ifPresent(once ->
            extra
                .putObject("once")
                .put("key", once.key())
                .put("window", once.window().toMillis())
                .put("last", once.mode() == Dedup.Mode.LAST));
    return Optional.of(extra).filter(some -> !some.isEmpty());
  }

  private static String flag(boolean set) {
    return set ? "1" : "0";
  }

  private static String millis(Optional<Duration> time) {
    return time.map(t -> Long.toString(Math.max(1, t.toMillis()))).orElse("0");
  }
}
