package io.mycelium.functions.queue;

import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.state.AggregateStore;
import java.util.List;

/// The feature as the gateway composes it: the `queue` commands.
public final class QueueModule {
  private final JobQueue queue;
  private final Steering steering;

  public QueueModule(AggregateStore store, JobQueue queue) {
    this.queue = queue;
    this.steering = new Steering(store, queue);
  }

  public List<Function> functions() {
    var holding = new HoldQueue(steering);
    var limits = new LimitQueue(queue, steering);
    return List.of(
        new Function(
            new FunctionName("queue"),
            "See and steer the line of jobs",
            FunctionLimits.STANDARD,
            List.of(
                new ShowQueue(queue).command(),
                holding.pause(),
                holding.resume(),
                holding.drain(),
                limits.limit(),
                limits.unlimit(),
                limits.weight())));
  }
}
