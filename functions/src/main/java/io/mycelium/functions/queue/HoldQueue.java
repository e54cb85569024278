package io.mycelium.functions.queue;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueControl.Mode;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// `queue pause`, `queue resume` and `queue drain`: the whole queue, or the jobs of one class.
final class HoldQueue {
  private static final String ANY_DRONE = "any";

  record Options(
      @Positional
          @Bounds(min = 1, max = 500)
          @Help(
              "only jobs that ask for this, as 'queue show' writes it, or 'any' for those that take any drone; all, when left out")
          Optional<String> requirements) {
    /// @throws IllegalArgumentException saying what is wrong with the requirements
    Options {
      requirements.ifPresent(Requirements::parse);
    }

    private QueueControl.Target target() {
      return requirements
          .<QueueControl.Target>map(text -> new QueueControl.OfClass(line(text)))
          .orElseGet(QueueControl.Whole::new);
    }

    private static JobClass line(String text) {
      Requirements asked = text.equals(ANY_DRONE) ? Requirements.NONE : Requirements.parse(text);
      return asked.jobClass();
    }
  }

  private final Steering steering;

  HoldQueue(Steering steering) {
    this.steering = steering;
  }

  Command<Options> pause() {
    return Command.named("queue", "pause")
        .summary("Let no waiting job start until 'queue resume'; new ones may come")
        .examples("pause the queue", "let no job start for now", "hold the queue of gpu jobs")
        .permission(Permission.JOBS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(
            Options.class,
            (options, by) ->
                set(options, Mode.PAUSED, "%s is paused: jobs may come, none starts.", by));
  }

  Command<Options> resume() {
    return Command.named("queue", "resume")
        .summary("End a pause or a drain of the queue")
        .examples("resume the queue", "let the jobs of the queue start again", "unpause the queue")
        .permission(Permission.JOBS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, (options, by) -> set(options, Mode.GO_ON, "%s goes on.", by));
  }

  Command<Options> drain() {
    return Command.named("queue", "drain")
        .summary("Take no new jobs until 'queue resume'; those that wait start")
        .examples("drain the queue", "take no new jobs", "let the queue run empty")
        .permission(Permission.JOBS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(
            Options.class,
            (options, by) ->
                set(
                    options,
                    Mode.DRAINING,
                    "%s is drained: jobs that wait start, no other comes in.",
                    by));
  }

  private Reply set(Options options, Mode mode, String said, Invocation by) {
    QueueControl.Target target = options.target();
    return steering.control(new QueueControl(target, mode), said.formatted(words(target)), by);
  }

  static String words(QueueControl.Target target) {
    return switch (target) {
      case QueueControl.Whole() -> "The queue";
      case QueueControl.OfClass(var some) ->
          some.name().isEmpty()
              ? "The line of jobs that take any drone"
              : "The line of `%s`".formatted(some.name());
      case QueueControl.OfDrone(var drone) -> "The drone `%s`".formatted(drone);
    };
  }
}
