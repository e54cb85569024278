package io.mycelium.core.pipeline;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Caller;
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
    if (!call.command().commits()) {
      return new Step.Go<>(call);
    }
    Invocation by = call.invocation();
    return store
        .earlier(by.intent())
        .<Step<Ready<?>>>map(earlier -> new Step.Stop<>(answer(earlier, by.caller())))
        .orElseGet(() -> new Step.Go<>(call));
  }

  /// What came of the intent, drawn afresh, or that it was used for something else; nothing when it
  /// was not committed before.
  Optional<Reply> known(Intent intent, Caller viewer) {
    return store.earlier(intent).map(earlier -> answer(earlier, viewer));
  }

  /// The answer to a call that was committed before with the same arguments.
  Optional<Reply> earlier(Intent intent, Caller viewer) {
    return store
        .earlier(intent)
        .filter(CommitResult.Repeated.class::isInstance)
        .map(repeated -> answer(repeated, viewer));
  }

  /// Draws an earlier outcome afresh, as far as the caller may still know of it.
  Reply answer(CommitResult earlier, Caller viewer) {
    return switch (earlier) {
      case CommitResult.Repeated(var outcome) -> draw(outcome, viewer);
      default ->
          Reply.Refused.because(
              Reply.Reason.REUSED,
              "request-id-reused",
              "This request id was used before with other arguments; take a new one for a new"
                  + " call.");
    };
  }

  private Reply draw(Outcome outcome, Caller viewer) {
    return outcome
        .subject()
        .flatMap(subject -> draw(subject, outcome.pends(), viewer))
        .or(outcome::reply)
        .orElseGet(() -> new Reply.Text("Done before."));
  }

  private Optional<Reply> draw(Subject subject, boolean pends, Caller viewer) {
    return views
        .drawFor(viewer, subject)
        .map(card -> pends ? new Reply.Accepted(subject, card) : card);
  }
}
