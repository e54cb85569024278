package io.mycelium.functions.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.PastRun;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Times;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the queue remembers of a job beyond its course: its tries, its runs that brought nothing,
/// and the trace that it belongs to.
final class History {
  private static final int LONGEST = 200;

  private final JobQueue queue;

  History(JobQueue queue) {
    this.queue = queue;
  }

  /// For the job's card; the newest run comes first.
  List<Field> fields(Job job) {
    List<Field> fields = new ArrayList<>();
    int attempts = job.spec().plan().retry().attempts();
    if (attempts > 1 || job.failures() > 0) {
      fields.add(
          new Field("tries", "Tries", "%d of %d failed".formatted(job.failures(), attempts)));
    }
    if (job.lost() > 0) {
      fields.add(
          new Field(
              "lost",
              "Drones lost or unable",
              "%d of %d".formatted(job.lost(), job.spec().plan().maxLost())));
    }
    job.due()
        .filter(_ -> job.state() == JobState.DELAYED)
        .ifPresent(due -> fields.add(new Field("due", "Due", Times.of(due))));
    for (PastRun run : job.past().reversed()) {
      fields.add(
          new Field("run-%d".formatted(run.fence()), "Run %d".formatted(run.fence()), told(run)));
    }
    job.spec().trace().ifPresent(trace -> fields.add(new Field("trace", "Trace", trace.traceId())));
    return fields;
  }

  /// In one cell of a table; the newest run comes first.
  String line(Job job) {
    return String.join("; ", job.past().reversed().stream().map(this::told).toList());
  }

  private String told(PastRun run) {
    String code = run.code().isEmpty() ? "" : " (%s)".formatted(run.code());
    String message = run.message().lines().findFirst().orElse("");
    return PlainText.line(
        "%s on %s%s%s"
            .formatted(
                end(run.end()), name(run.drone()), code, message.isEmpty() ? "" : ": " + message),
        LONGEST);
  }

  private static String end(String end) {
    return switch (end) {
      case "fail", "retry" -> "failed";
      case "snooze" -> "put off";
      case "release" -> "given back";
      case "elsewhere" -> "not done";
      case "lost" -> "lost";
      case "expire" -> "too late";
      case "cancel" -> "cancelled";
      default -> end;
    };
  }

  private String name(DroneId drone) {
    return Optional.of(drone).flatMap(queue::drone).map(Drone::name).orElse(drone.value());
  }
}
