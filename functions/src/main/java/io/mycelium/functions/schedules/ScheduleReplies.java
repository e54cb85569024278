package io.mycelium.functions.schedules;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import io.mycelium.functions.schedules.ScheduleState.Move;
import java.util.Optional;
import java.util.function.Function;

/// Finds what a reference names, knows whose it is, and answers with its card.
final class ScheduleReplies {
  private final Schedules schedules;
  private final ScheduleView view;
  private final Peers peers;

  ScheduleReplies(Schedules schedules, ScheduleView view, Peers peers) {
    this.schedules = schedules;
    this.view = view;
    this.peers = peers;
  }

  /// Options that name one schedule.
  interface Named {
    Reference schedule();
  }

  /// Why a schedule does not allow a change, if so.
  interface Against {
    Optional<Reply.Refused> why(Stored<Schedule> schedule, Invocation by);
  }

  /// A change to a schedule.
  interface Change {
    Update<Schedule> make(Stored<Schedule> schedule, Invocation by);
  }

  /// A command that changes the schedule that its options name, and shows it as it is then. What is
  /// against it is also looked at before anybody is asked for an approval.
  <O extends Record & Named> Command<O> command(
      Function<Handler<O>, Command<O>> define, Class<O> options, Against against, Change change) {
    return define
        .apply((named, by) -> changed(named.schedule(), by, against, change))
        .checked(options, (named, by) -> refusal(named.schedule(), by, against));
  }

  private Reply changed(Reference reference, Invocation by, Against against, Change change) {
    return schedules
        .find(by.place().room(), reference)
        .map(schedule ->
            against
                .why(schedule, by)
                .<Reply>map(why -> why)
                .orElseGet(() -> card(change.make(schedule, by))))
        .orElseGet(() -> missing(reference, by));
  }

  private Optional<Reply.Refused> refusal(Reference reference, Invocation by, Against against) {
    Optional<Stored<Schedule>> found = schedules.find(by.place().room(), reference);
    return found.isEmpty() ? Optional.of(missing(reference, by)) : against.why(found.get(), by);
  }

  Reply show(Reference reference, Invocation by) {
    return schedules
        .find(by.place().room(), reference)
        .<Reply>map(schedule -> view.whole(schedule, by.caller(), by.zone()))
        .orElseGet(() -> missing(reference, by));
  }

  Reply card(Update<Schedule> update) {
    return switch (update) {
      case Update.Done<Schedule>(var stored) -> view.card(stored);
      case Update.Refused<Schedule>(var why) -> why;
    };
  }

  /// Whether the schedule runs in the name of the caller, by whatever account it was made.
  boolean isTheirs(Stored<Schedule> schedule, Invocation by) {
    return peers.person(schedule.state().maker()).equals(by.caller().id());
  }

  /// Why the caller may not make a move, or the schedule not be moved so.
  Optional<Reply.Refused> against(Stored<Schedule> schedule, Invocation by, Move move) {
    return notTheirs(schedule, by).or(() -> ScheduleDecisions.against(schedule, move));
  }

  /// Why the caller may not decide on it: that is for its maker and for operators.
  private Optional<Reply.Refused> notTheirs(Stored<Schedule> schedule, Invocation by) {
    return isTheirs(schedule, by) || by.caller().role().atLeast(Role.OPERATOR)
        ? Optional.empty()
        : Optional.of(notYours(schedule, "or an operator decides on it"));
  }

  /// @param what only they do, as the end of a sentence
  Reply.Refused notYours(Stored<Schedule> schedule, String what) {
    return Reply.Refused.because(
        Reply.Reason.FORBIDDEN,
        "not-yours",
        "Schedule #%d runs in the name of %s; only they %s."
            .formatted(schedule.number(), peers.name(schedule.state().maker()), what));
  }

  static Reply.Refused missing(Reference reference, Invocation by) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "not-found",
        "There is no schedule %s in the room %s; 'schedule list --all' shows those there are."
            .formatted(reference, by.place().room()));
  }
}
