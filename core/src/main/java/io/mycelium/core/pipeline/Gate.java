package io.mycelium.core.pipeline;

import io.mycelium.core.command.Effect;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import java.util.List;
import java.util.Optional;

/// The step *gate*: the freeze, then the confirmation of what cannot be undone, then the approval
/// by risk.
final class Gate {
  /// The code of the refusal that carries a confirmation token.
  static final String CONFIRM = "confirm";

  private final AggregateStore store;
  private final Confirmations confirmations;
  private final ApprovalDesk approvals;

  Gate(AggregateStore store, Confirmations confirmations, ApprovalDesk approvals) {
    this.store = store;
    this.confirmations = confirmations;
    this.approvals = approvals;
  }

  Step<Ready<?>> apply(Ready<?> call) {
    return freeze(call).then(this::confirmation).then(this::approval);
  }

  Step<Ready<?>> freeze(Ready<?> call) {
    if (!call.command().startsJobs()) {
      return new Step.Go<>(call);
    }
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
    String digest = Parse.digest(by.call(), by.place().room());
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
    return approvals.runsFreely(call.command().risk(), call.invocation().place().room())
        ? new Step.Go<>(call)
        : new Step.Stop<>(approvals.ask(call));
  }
}
