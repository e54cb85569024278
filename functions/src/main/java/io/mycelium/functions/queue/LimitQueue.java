package io.mycelium.functions.queue;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.LimitName;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// `queue limit`, `queue unlimit` and `queue weight`: how many jobs run of what, and whose turn is
/// more often.
final class LimitQueue {
  record LimitOptions(
      @Positional
          @Bounds(min = 1, max = 110)
          @Help("what is limited: queue, drone:NAME, function:NAME, room:NAME or key:NAME")
          String name,
      @Bounds(min = 1, max = 100_000) @Help("how many of its jobs run at once")
          Optional<Integer> atOnce,
      @Bounds(min = 1, max = 20) @Help("how many of them start in a time, as in 10/1m")
          Optional<String> rate,
      @Bounds(min = 1, max = 1_000_000)
          @Help("how many start at once after a pause; as many as the rate has, when left out")
          Optional<Integer> burst) {
    /// @throws IllegalArgumentException saying what is wrong
    LimitOptions {
      if (burst.isPresent() && rate.isEmpty()) {
        throw new IllegalArgumentException("Option 'burst' goes with 'rate'.");
      }
      limit(new LimitName(name), atOnce, rate, burst);
    }

    private static JobLimit limit(
        LimitName name, Optional<Integer> atOnce, Optional<String> rate, Optional<Integer> burst) {
      return new JobLimit(name, atOnce, rate.map(text -> RateText.parse(text, burst)));
    }

    private JobLimit limit(LimitName meant) {
      return limit(meant, atOnce, rate, burst);
    }
  }

  record UnlimitOptions(
      @Positional @Bounds(min = 1, max = 110) @Help("the limit to end, as 'queue show' writes it")
          String name) {
    /// @throws IllegalArgumentException when that is no limit's name
    UnlimitOptions {
      new LimitName(name);
    }
  }

  record WeightOptions(
      @Positional @Help("the room") RoomId room,
      @Positional
          @Bounds(min = 1, max = 100)
          @Help("its share beside other rooms; 10 is what each has")
          int weight) {}

  private final JobQueue queue;
  private final Steering steering;
  private final LimitNames limits;

  LimitQueue(JobQueue queue, Steering steering) {
    this.queue = queue;
    this.limits = new LimitNames(queue);
    this.steering = steering;
  }

  Command<LimitOptions> limit() {
    return Command.named("queue", "limit")
        .summary(
            "Limit how many jobs of the queue, a drone, a function, a room or a key run at once or start in a time")
        .examples(
            "run at most 2 deploys at once",
            "limit function:deploy to one job at a time",
            "no more than 5 jobs of the room lab together",
            "queue limit drone:attic --at-once 1",
            "queue limit function:report --rate 10/1m")
        .permission(Permission.JOBS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(LimitOptions.class, this::limited);
  }

  private Reply limited(LimitOptions options, Invocation by) {
    return limits
        .named(options.name())
        .map(name -> limited(name, options.limit(name), by))
        .orElseGet(() -> limits.missing(options.name()));
  }

  private Reply limited(LimitName name, JobLimit limit, Invocation by) {
    queue.limit(limit);
    String text = RateText.write(limit);
    return steering.told(
        "queue.limited",
        Json.object().put("limit", name.value()).put("jobs", text),
        "`%s` is limited: %s. %s"
            .formatted(
                limits.spoken(name),
                text,
                name.passes()
                    ? "Jobs beyond that wait, and let others pass."
                    : "Jobs beyond that wait."),
        by);
  }

  Command<UnlimitOptions> unlimit() {
    return Command.named("queue", "unlimit")
        .summary("End a limit of the queue")
        .examples(
            "end the limit of function:deploy",
            "let any number of deploys run again",
            "remove the queue limit of key:db")
        .permission(Permission.JOBS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(UnlimitOptions.class, this::unlimited);
  }

  private Reply unlimited(UnlimitOptions options, Invocation by) {
    Optional<LimitName> name = limits.named(options.name()).filter(queue::unlimit);
    if (name.isEmpty()) {
      return Reply.Refused.because(
          Reply.Reason.NOT_FOUND,
          "not-found",
          "There is no limit %s; 'queue show' shows those there are.".formatted(options.name()));
    }
    return steering.told(
        "queue.unlimited",
        Json.object().put("limit", name.get().value()),
        "`%s` has no limit any more.".formatted(limits.spoken(name.get())),
        by);
  }

  Command<WeightOptions> weight() {
    return Command.named("queue", "weight")
        .summary("Give a room a larger or smaller share of the drones")
        .examples(
            "give the room main twice its share of the queue",
            "jobs of the room lab matter less",
            "the room main shall have its turn more often",
            "queue weight main 20")
        .permission(Permission.JOBS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(WeightOptions.class, this::weighed);
  }

  private Reply weighed(WeightOptions options, Invocation by) {
    queue.weigh(options.room(), options.weight());
    return steering.told(
        "queue.weighed",
        Json.object().put("room", options.room().value()).put("weight", options.weight()),
        "The room %s has the weight %d; 10 is what each has."
            .formatted(options.room(), options.weight()),
        by);
  }
}
