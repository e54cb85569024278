package io.mycelium.functions.queue;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueLine;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `queue show`: how many jobs stand where, what waits for what, what is held up or limited.
final class ShowQueue {
  private static final int MOST_LINES = 20;
  private static final int LONGEST = 300;

  record NoOptions() {}

  private final JobQueue queue;

  ShowQueue(JobQueue queue) {
    this.queue = queue;
  }

  Command<NoOptions> command() {
    return Command.named("queue", "show")
        .summary("Show the queue: how many jobs wait for what, what is held up or limited")
        .examples("how long is the queue?", "why do jobs wait?", "what holds up the queue?")
        .permission(Permission.JOBS_READ)
        .handledBy(NoOptions.class, this::shown);
  }

  private Reply shown(NoOptions options, Invocation by) {
    JobQueue.Counts counts = queue.counts();
    List<QueueControl> controls = queue.controls();
    return new Reply.Card(
        Optional.empty(),
        "The queue",
        Optional.of(state(controls)),
        text(controls),
        List.of(
            count("waiting", "Waiting", counts.waiting()),
            count("delayed", "Delayed", counts.delayed()),
            count("held", "Held", counts.held()),
            count("running", "Running", counts.running()),
            count("dead", "Given up", counts.dead())),
        List.of());
  }

  private static Field count(String key, String label, long jobs) {
    return new Field(key, label, Long.toString(jobs));
  }

  private static String state(List<QueueControl> controls) {
    return controls.stream()
        .filter(control -> control.target() instanceof QueueControl.Whole)
        .findFirst()
        .map(control -> control.mode().word())
        .orElse("open");
  }

  private String text(List<QueueControl> controls) {
    List<String> parts = new ArrayList<>();
    controls.forEach(control ->
        parts.add("- %s is %s".formatted(words(control.target()), control.mode().word())));
    List<QueueLine> lines = queue.lines();
    lines.stream().limit(MOST_LINES).forEach(line -> parts.add("- " + line(line)));
    if (lines.size() > MOST_LINES) {
      parts.add("- and %d more lines".formatted(lines.size() - MOST_LINES));
    }
    var limits = new LimitNames(queue);
    for (JobLimit limit : queue.limits()) {
      parts.add(
          "- `%s` is limited: %s".formatted(limits.spoken(limit.name()), RateText.write(limit)));
    }
    queue
        .weights()
        .forEach((room, weight) ->
            parts.add("- the room %s has the weight %d in place of 10".formatted(room, weight)));
    return parts.isEmpty() ? "Nothing waits, and nothing is held up." : String.join("\n", parts);
  }

  private String words(QueueControl.Target target) {
    return target instanceof QueueControl.OfDrone(var id)
        ? "The drone %s".formatted(DroneNames.of(id, queue))
        : HoldQueue.words(target);
  }

  private static String line(QueueLine line) {
    String asked =
        line.jobClass().name().isEmpty()
            ? "for any drone"
            : "for `%s`".formatted(line.jobClass().name());
    String jobs = line.waiting() == 1 ? "1 job waits" : "%d jobs wait".formatted(line.waiting());
    return PlainText.line(
        "%s %s, the oldest %s%s"
            .formatted(
                jobs,
                asked,
                Spoken.of(line.oldest()),
                line.why().map(why -> "; nobody can run it: " + why).orElse("")),
        LONGEST);
  }
}
