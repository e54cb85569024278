package io.mycelium.functions.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The card of an approval: what was asked, by whom, who may decide, and the line to type.
final class ApprovalView implements SubjectView {
  private final AggregateStore store;
  private final Peers peers;
  private final Decisions decisions;
  private final Supplier<SubjectViews> views;
  private final Call grant = bare(GrantApproval.define(ApprovalView::unused));
  private final Call grantAlone = bare(GrantAlone.define(ApprovalView::unused));
  private final Call deny = bare(DenyApproval.define(ApprovalView::unused));

  /// @param views of all features
  ApprovalView(
      AggregateStore store, Peers peers, Decisions decisions, Supplier<SubjectViews> views) {
    this.store = store;
    this.peers = peers;
    this.decisions = decisions;
    this.views = views;
  }

  @Override
  public String type() {
    return Approval.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return store.find(Approval.KIND, id).map(this::card);
  }

  Reply.Card card(Stored<Approval> stored) {
    return card(stored.state(), stored.number());
  }

  Reply.Card card(Approval approval, long number) {
    boolean pending = approval.state() == ApprovalState.PENDING;
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("number", "Number", "#" + number));
    fields.add(new Field("command", "Command", approval.line()));
    fields.add(new Field("risk", "Risk", approval.risk().word()));
    fields.add(new Field("requester", "Asked by", peers.name(approval.requester())));
    fields.add(new Field("agreed", "Agreed", agreed(approval)));
    if (pending) {
      fields.add(new Field("who", "Who may grant", decisions.whoMay(approval)));
      fields.add(new Field("grant", "To grant", line("grant", approval, number)));
      fields.add(new Field("deny", "To deny", line("deny", approval, number) + " --reason '...'"));
      fields.add(new Field("expires", "Expires", Times.of(approval.expiresAt())));
    }
    approval
        .decidedBy()
        .filter(_ -> !pending)
        .ifPresent(by -> fields.add(new Field("decided-by", "Decided by", peers.name(by))));
    approval
        .decidedAt()
        .filter(_ -> !pending)
        .ifPresent(at -> fields.add(new Field("decided-at", "Decided at", Times.of(at))));
    approval.reason().ifPresent(why -> fields.add(new Field("reason", "Reason", why)));
    approval.result().ifPresent(result -> fields.add(new Field("result", "Led to", result.id())));
    fields.add(new Field("id", "Id", approval.id().value()));
    return new Reply.Card(
        Optional.of(Subject.of(type(), approval.id())),
        "Approval #%d: %s".formatted(number, approval.call().command()),
        Optional.of(state(approval)),
        "",
        fields,
        pending ? actions(approval, number) : List.of());
  }

  /// Once its job has begun, how that is: people look at the card to see what became of what they
  /// asked for.
  private String state(Approval approval) {
    return approval
        .result()
        .filter(led -> led.type().equals("job"))
        .flatMap(views.get()::state)
        .orElse(approval.state().word());
  }

  private String agreed(Approval approval) {
    List<Approval.Vote> votes = decisions.agreed(approval);
    String names =
        votes.stream()
            .map(v -> peers.name(v.peer()) + (v.alone() ? " (alone, own request)" : ""))
            .collect(Collectors.joining(", "));
    return "%d of %d%s"
        .formatted(votes.size(), approval.rule().people(), names.isEmpty() ? "" : ": " + names);
  }

  private static String line(String verb, Approval approval, long number) {
    RoomId room = approval.place().room();
    return "./mycelium approval %s %d%s"
        .formatted(verb, number, room.equals(RoomId.MAIN) ? "" : " --room " + room);
  }

  /// Granting alone is offered only where nobody else could grant.
  private List<Action> actions(Approval approval, long number) {
    ObjectNode which = Json.object().put("approval", Long.toString(number));
    var first = new Action("Grant", Action.Style.PRIMARY, with(grant, which));
    var last = new Action("Deny", Action.Style.DANGER, with(deny, which));
    return decisions.onlyAlone(approval)
        ? List.of(
            first, new Action("Grant alone", Action.Style.PLAIN, with(grantAlone, which)), last)
        : List.of(first, last);
  }

  private static Call with(Call call, ObjectNode options) {
    return new Call(call.command(), call.definition(), options);
  }

  private static Call bare(Command<?> command) {
    return new Call(command.name(), command.definition(), Json.object());
  }

  /// Stands for the handler where only a command's definition is wanted.
  private static Reply unused(Record options, Invocation by) {
    throw new IllegalStateException("this definition is not for running");
  }
}
