package io.mycelium.functions.approvals;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;

/// `approval list`.
final class ListApprovals {
  private static final int PAGE = 50;

  record Options(
      @Help("also those that are decided") boolean all,
      @Help("only those older than this one; for the next page") Optional<Reference> before) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("number", "#", Fit.WHOLE),
          new Column("state", "State", Fit.WHOLE),
          new Column("command", "Command"),
          new Column("requester", "Asked by"),
          new Column("agreed", "Agreed", Fit.WHOLE),
          new Column("expires", "Expires"),
          new Column("why-not", "Why you cannot grant it", Fit.SPARE),
          new Column("id", "Id", Fit.SPARE));

  private final Approvals approvals;
  private final Decisions decisions;
  private final Peers peers;

  ListApprovals(Approvals approvals, Decisions decisions, Peers peers) {
    this.approvals = approvals;
    this.decisions = decisions;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("approval", "list")
        .summary("List what waits for a decision in the room")
        .examples(
            "what is waiting for approval?",
            "my approvals",
            "which requests are open?",
            "what do I have to approve?")
        .permission(Permission.APPROVALS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    RoomId room = by.place().room();
    Optional<Stored<Approval>> before = options.before().flatMap(r -> approvals.find(room, r));
    if (options.before().isPresent() && before.isEmpty()) {
      return Replies.missing(options.before().get(), by);
    }
    List<Stored<Approval>> page = approvals.page(room, options.all(), before, PAGE);
    return new Reply.Table(
        COLUMNS,
        page.stream().map(stored -> row(stored, by)).toList(),
        "Nothing waits for a decision in the room %s.".formatted(room),
        page.size() == PAGE ? Optional.of(next(by.call(), page.getLast())) : Optional.empty());
  }

  private static Call next(Call call, Stored<Approval> last) {
    return new Call(
        call.command(), call.definition(), call.options().deepCopy().put("before", last.id()));
  }

  private List<String> row(Stored<Approval> stored, Invocation by) {
    Approval a = stored.state();
    Optional<Reply.Refused> against =
        a.state() == ApprovalState.PENDING ? decisions.againstGrant(stored, by) : Optional.empty();
    return List.of(
        Long.toString(stored.number()),
        a.state().word(),
        a.summary(),
        peers.name(a.requester()),
        decisions.agreed(a).size() + "/" + a.rule().people(),
        a.state() == ApprovalState.PENDING ? Times.of(a.expiresAt()) : "",
        against.map(Reply.Refused::message).orElse(""),
        a.id().value());
  }
}
