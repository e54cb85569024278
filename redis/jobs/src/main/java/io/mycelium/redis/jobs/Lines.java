package io.mycelium.redis.jobs;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.job.Misfit;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueLine;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The lines in which jobs wait, from `lines.lua`, and whether anybody can serve them.
record Lines(QueueAccess access) {
  private static final int AT_ONCE = 64;

  private static final Script<List<Object>> SCRIPT =
      QueueAccess.script("lines", ScriptResult.LIST, "job", "bell", "lines", "places");

  /// A line in which jobs wait.
  ///
  /// @param oldest how long the first of them has waited
  record Line(JobClass jobClass, long waiting, Duration oldest) {
    /// The same with what these drones can do for it.
    QueueLine seenBy(List<Drone> live, List<QueueControl> controls) {
      return new QueueLine(
          jobClass, waiting, oldest, Misfit.of(jobClass.requirements(), live, controls));
    }
  }

  /// Those in which jobs wait, the longest wait first.
  List<QueueLine> all(List<Drone> live, List<QueueControl> controls) {
    return of(classes()).stream().map(line -> line.seenBy(live, controls)).toList();
  }

  /// The names of all classes.
  List<String> classes() {
    return access.read(redis -> redis.hkeys(access.key("classes")));
  }

  /// The lines of these classes in which jobs wait, the longest wait first.
  List<Line> of(List<String> names) {
    List<Line> lines = new ArrayList<>();
    for (int from = 0; from < names.size(); from += AT_ONCE) {
      some(names.subList(from, Math.min(names.size(), from + AT_ONCE)), lines);
    }
    lines.sort(Comparator.comparing(Line::oldest).reversed());
    return List.copyOf(lines);
  }

  private void some(List<String> names, List<Line> lines) {
    List<Object> rows =
        access.run(
            SCRIPT,
            input -> {
              names.forEach(input::arg);
              return input;
            });
    for (int i = 0; i < names.size(); i++) {
      if (!(rows.get(i) instanceof List<?> row)) {
        throw new IllegalStateException("lines.lua returns pairs");
      }
      long waiting = Long.parseLong(String.valueOf(row.getFirst()));
      if (waiting > 0) {
        JobClass jobClass = JobClass.named(names.get(i));
        Duration oldest = Duration.ofMillis(Long.parseLong(String.valueOf(row.getLast())));
        lines.add(new Line(jobClass, waiting, oldest));
      }
    }
  }
}
