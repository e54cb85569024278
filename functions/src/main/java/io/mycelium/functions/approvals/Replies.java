package io.mycelium.functions.approvals;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.Optional;
import java.util.function.Function;

/// Finds what a reference names and answers with its card.
final class Replies {
  private final Approvals approvals;
  private final ApprovalView view;

  Replies(Approvals approvals, ApprovalView view) {
    this.approvals = approvals;
    this.view = view;
  }

  /// Makes a change to the referenced approval.
  Reply to(Reference reference, Invocation by, Function<ApprovalId, Update<Approval>> change) {
    Optional<Stored<Approval>> found = approvals.find(by.place().room(), reference);
    if (found.isEmpty()) {
      return missing(reference, by);
    }
    return switch (change.apply(found.get().state().id())) {
      case Update.Done<Approval>(var stored) -> view.card(stored);
      case Update.Refused<Approval>(var why) -> why;
    };
  }

  Reply show(Reference reference, Invocation by) {
    return approvals
        .find(by.place().room(), reference)
        .<Reply>map(view::card)
        .orElseGet(() -> missing(reference, by));
  }

  static Reply.Refused missing(Reference reference, Invocation by) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "not-found",
        "There is no approval %s in the room %s; 'approval list --all' shows those there are."
            .formatted(reference, by.place().room()));
  }
}
