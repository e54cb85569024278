package io.mycelium.core.pipeline;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import java.util.List;
import java.util.Optional;

/// The step *gate*: whether the function is stopped, the freeze, then the confirmation of what
/// cannot be undone, then the approval by risk.
final class Gate {
  /// The code of the refusal that carries a confirmation token.
  static final String CONFIRM = "confirm";

  private final Switches switches;
  private final AggregateStore store;
  private final Confirmations confirmations;
  private final ApprovalDesk approvals;

  Gate(
      Switches switches,
      AggregateStore store,
      Confirmations confirmations,
      ApprovalDesk approvals) {
    this.switches = switches;
    this.store = store;
    this.confirmations = confirmations;
    this.approvals = approvals;
  }

  Step<Ready<?>> apply(Ready<?> call) {
    return started(call).then(this::freeze).then(this::confirmation).then(this::approval);
  }

  /// Lets a call pass that was granted.
  Step<Ready<?>> granted(Ready<?> call) {
    return started(call).then(this::unfrozen);
  }

  /// Lets a call pass while nobody has stopped its function. What starts a job is checked with the
  /// store: a job that began on another gateway after the stop was answered would be hard to
  /// explain.
  private Step<Ready<?>> started(Ready<?> call) {
    FunctionName name = call.function().name();
    return (call.command().startsJobs() ? switches.now(name) : switches.heard(name))
        .<Step<Ready<?>>>map(stop -> new Step.Stop<>(stop.refusal(name)))
        .orElseGet(() -> new Step.Go<>(call));
  }

  private Step<Ready<?>> freeze(Ready<?> call) {
    return call.command().startsJobs() ? unfrozen(call) : new Step.Go<>(call);
  }

  /// Lets a call pass while the workspace is not frozen.
  private Step<Ready<?>> unfrozen(Ready<?> call) {
    FreezeState state = FreezeState.of(store.flag(FreezeState.FLAG));
    return state.frozen()
        ? Step.stop(
            Reply.Reason.UNAVAILABLE,
            "frozen",
            "The workspace is frozen by %s%s; an operator ends that with 'unfreeze'."
                .formatted(state.by(), state.reason().isEmpty() ? "" : " (" + state.reason() + ")"))
        : new Step.Go<>(call);
  }

  private Step<Ready<?>> confirmation(Ready<?> call) {
    if (call.command().effect() != Effect.DESTRUCTIVE) {
      return new Step.Go<>(call);
    }
    var by = call.invocation();
    String digest = Parse.digest(by.call(), by.place()) + by.call().definition();
    if (call.confirmation().isPresent()
        && confirmations.redeem(by.caller(), digest, call.confirmation().get())) {
      return new Step.Go<>(call);
    }
    String token = confirmations.issue(by.caller(), digest);
    return new Step.Stop<>(
        new Reply.Refused(
            Reply.Reason.UNCONFIRMED,
            CONFIRM,
            "'%s' cannot be undone. Confirm it within two minutes."
                .formatted(call.command().name()),
            List.of(),
            Optional.empty(),
            List.of(new Action("Confirm", Action.Style.DANGER, by.call())),
            Optional.of(token)));
  }

  private Step<Ready<?>> approval(Ready<?> call) {
    return isOwn(call.command())
            || approvals.runsFreely(call.command().risk(), call.invocation().place().room())
        ? new Step.Go<>(call)
        : new Step.Stop<>(approvals.ask(call));
  }

  /// Mycelium's own commands of low risk never need an approval: it could not be granted, nor the
  /// policy be changed again, in a room that asked for one.
  private static boolean isOwn(Command<?> command) {
    return command.risk() == Risk.LOW && !command.startsJobs();
  }
}
