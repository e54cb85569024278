package io.mycelium.functions.approvals;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Stored;
import java.util.Optional;
import java.util.function.Function;

/// Tells beforehand why an approval cannot be decided on, by the rules by which it is decided.
final class Objections {
  private final Approvals approvals;
  private final Decisions decisions;

  Objections(Approvals approvals, Decisions decisions) {
    this.approvals = approvals;
    this.decisions = decisions;
  }

  Optional<Reply.Refused> toGrant(GrantApproval.Options options, Invocation by) {
    return to(options.approval(), by, approval -> decisions.againstGrant(approval, by));
  }

  Optional<Reply.Refused> toGrantAlone(GrantAlone.Options options, Invocation by) {
    return to(options.approval(), by, approval -> decisions.againstGrantAlone(approval, by));
  }

  Optional<Reply.Refused> toDeny(DenyApproval.Which options, Invocation by) {
    return to(options.approval(), by, approval -> decisions.againstDeny(approval, by));
  }

  private Optional<Reply.Refused> to(
      Reference reference,
      Invocation by,
      Function<Stored<Approval>, Optional<Reply.Refused>> objection) {
    Optional<Stored<Approval>> found = approvals.find(by.place().room(), reference);
    return found.isEmpty()
        ? Optional.of(Replies.missing(reference, by))
        : objection.apply(found.get());
  }
}
