package io.mycelium.functions.freeze;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Standard;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.OutboxHandler;
import java.util.List;

/// The feature as the gateway composes it: `freeze` and `unfreeze`.
public final class FreezeModule {
  record FreezeOptions(
      @Bounds(min = 0, max = 200) @Standard("") @Help("why, for everybody to read") String reason,
      @Help("also end the jobs that run") boolean kill) {}

  record NoOptions() {}

  private final Freezer freezer;

  public FreezeModule(AggregateStore store, JobQueue queue) {
    this.freezer = new Freezer(store, queue);
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("freeze"),
            "Stop everything that starts jobs",
            FunctionLimits.STANDARD,
            List.of(freeze())),
        new Function(
            new FunctionName("unfreeze"),
            "Let jobs start again",
            FunctionLimits.STANDARD,
            List.of(unfreeze())));
  }

  public List<OutboxHandler> handlers() {
    return List.of(freezer);
  }

  private Command<FreezeOptions> freeze() {
    return Command.named("freeze")
        .summary("Stop every start of a job and every granted call until 'unfreeze'")
        .examples(
            "stop everything",
            "emergency stop",
            "nothing may run any more",
            "halt all jobs: we are under attack")
        .permission(Permission.WORKSPACE_FREEZE)
        .effect(Effect.WRITE)
        .handledBy(
            FreezeOptions.class,
            (options, by) -> freezer.set(true, options.reason(), options.kill(), by));
  }

  private Command<NoOptions> unfreeze() {
    return Command.named("unfreeze")
        .summary("End the freeze: jobs start again and granted calls run")
        .examples("go on", "end the freeze", "let jobs run again", "the emergency is over")
        .permission(Permission.WORKSPACE_FREEZE)
        .effect(Effect.WRITE)
        .handledBy(NoOptions.class, this::unfreeze);
  }

  private Reply unfreeze(NoOptions options, Invocation by) {
    return freezer.current().frozen()
        ? freezer.set(false, "", false, by)
        : new Reply.Text("The workspace is not frozen.");
  }
}
