package io.mycelium.redis.jobs;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueLine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a gateway does for the queue again and again beside the reaping: it lets jobs rise that
/// have waited long, trims lines, puts right what was lost, lets go of old jobs, and tells of jobs
/// that nobody can serve. Each call does a part. Used by one thread.
final class Upkeep {
  private static final int CLASSES = 64;
  private static final int JOBS = 64;

  /// From the higher one: what rises to it rises no further in the same part.
  private static final List<String> RISING = List.of("normal", "low");

  /// Ended jobs of one call of Redis, and calls of one part.
  private static final int OLD = 256;

  private static final int OLD_CALLS = 64;

  /// A drone that is restarted is away for some seconds; nobody needs to hear of that.
  private static final Duration NEWS = Duration.ofSeconds(5);

  private final QueueAccess access;
  private final JobQueue queue;
  private String sweptTo = SweepScript.START;
  private int tidiedTo;
  private final Map<String, String> agedTo = new HashMap<>();

  /// Classes of which was told that nobody serves them.
  private final Map<String, String> told = new HashMap<>();

  Upkeep(QueueAccess access, JobQueue queue) {
    this.access = access;
    this.queue = queue;
  }

  void run() {
    List<String> classes = new Lines(access).classes();
    tidy(classes);
    sweptTo = new SweepScript(access).run(sweptTo, JOBS);
    age();
    forget();
    tell(classes);
  }

  private void age() {
    for (String level : RISING) {
      String from = agedTo.getOrDefault(level, AgeScript.START);
      agedTo.put(level, new AgeScript(access).run(level, from, JOBS));
    }
  }

  private void forget() {
    var script = new ForgetScript(access);
    for (int calls = 0; calls < OLD_CALLS && script.run(OLD); calls++) {
      // There may be more.
    }
  }

  private void tidy(List<String> classes) {
    tidiedTo = tidiedTo >= classes.size() ? 0 : tidiedTo;
    int to = Math.min(classes.size(), tidiedTo + CLASSES);
    if (to > tidiedTo) {
      new TidyScript(access).run(classes.subList(tidiedTo, to));
    }
    tidiedTo = to;
  }

  private void tell(List<String> classes) {
    Map<String, String> now = new HashMap<>();
    for (QueueLine line : news(classes)) {
      String name = line.jobClass().name();
      line.why().ifPresent(why -> now.put(name, why));
      if (now.containsKey(name) || (line.why().isEmpty() && told.containsKey(name))) {
        new KeptScript(access).run(line.jobClass(), now.getOrDefault(name, ""));
      }
    }
    told.clear();
    told.putAll(now);
  }

  /// Lines of which there may be something to tell. The drones are looked at for these alone: there
  /// may be thousands.
  private List<QueueLine> news(List<String> classes) {
    List<Lines.Line> lines =
        new Lines(access)
            .of(classes).stream()
                .filter(line ->
                    line.oldest().compareTo(NEWS) >= 0 || told.containsKey(line.jobClass().name()))
                .toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    List<Drone> drones = queue.drones();
    List<QueueControl> controls = queue.controls();
    return lines.stream().map(line -> line.seenBy(drones, controls)).toList();
  }
}
