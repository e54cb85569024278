package io.mycelium.core.pipeline;

import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import java.util.Optional;

/// The step *repeat*: a request that was committed before is answered with what came of it.
final class Repeat {
  private final AggregateStore store;
  private final SubjectViews views;

  Repeat(AggregateStore store, SubjectViews views) {
    this.store = store;
    this.views = views;
  }

  Step<Ready<?>> apply(Ready<?> call) {
    if (!Authorise.changes(call.command())) {
      return new Step.Go<>(call);
    }
    return store
        .earlier(call.invocation().intent())
        .<Step<Ready<?>>>map(earlier -> new Step.Stop<>(answer(earlier)))
        .orElseGet(() -> new Step.Go<>(call));
  }

  /// The answer to a call that was committed before with the same arguments.
  Optional<Reply> earlier(Intent intent) {
    return store.earlier(intent).filter(CommitResult.Repeated.class::isInstance).map(this::answer);
  }

  /// Draws an earlier outcome afresh.
  Reply answer(CommitResult earlier) {
    return switch (earlier) {
      case CommitResult.Repeated(var outcome) -> draw(outcome);
      default ->
          Reply.Refused.because(
              Reply.Reason.REUSED,
              "request-id-reused",
              "This request id was used before with other arguments; take a new one for a new call.");
    };
  }

  private Reply draw(Outcome outcome) {
    Optional<Reply> drawn = outcome.subject().flatMap(subject -> draw(subject, outcome.pends()));
    return drawn.or(outcome::reply).orElseGet(() -> new Reply.Text("Done before."));
  }

  private Optional<Reply> draw(Subject subject, boolean pends) {
    return views.draw(subject).map(card -> pends ? new Reply.Accepted(subject, card) : card);
  }
}
