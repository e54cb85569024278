package io.mycelium.functions.schedules;

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

/// `schedule list`: the schedules of the room, newest first.
final class ListSchedules {
  private static final int PAGE = 50;

  record Options(
      @Help("also those that are over") boolean all,
      @Help("only those older than this one; for the next page") Optional<Reference> before) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("number", "#", Fit.WHOLE),
          new Column("state", "State", Fit.WHOLE),
          new Column("command", "Command"),
          new Column("when", "When"),
          new Column("next", "Next"),
          new Column("maker", "In the name of"),
          new Column("came", "Last", Fit.SPARE),
          new Column("id", "Id", Fit.SPARE));

  private final Schedules schedules;
  private final Peers peers;

  ListSchedules(Schedules schedules, Peers peers) {
    this.schedules = schedules;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("schedule", "list")
        .summary("List what runs at set times in the room")
        .examples(
            "what is scheduled here?",
            "which commands run by themselves?",
            "show the schedules",
            "what runs every day?")
        .permission(Permission.SCHEDULES_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    RoomId room = by.place().room();
    Optional<Stored<Schedule>> before = options.before().flatMap(r -> schedules.find(room, r));
    if (options.before().isPresent() && before.isEmpty()) {
      return ScheduleReplies.missing(options.before().get(), by);
    }
    List<Stored<Schedule>> page = schedules.page(room, options.all(), before, PAGE);
    return new Reply.Table(
        COLUMNS,
        page.stream().map(this::row).toList(),
        "Nothing is scheduled in the room %s. 'schedule add @daily COMMAND' has something run every day."
            .formatted(room),
        page.size() == PAGE ? Optional.of(next(by.call(), page.getLast())) : Optional.empty());
  }

  private static Call next(Call call, Stored<Schedule> last) {
    return new Call(
        call.command(), call.definition(), call.options().deepCopy().put("before", last.id()));
  }

  private List<String> row(Stored<Schedule> stored) {
    Schedule schedule = stored.state();
    return List.of(
        Long.toString(stored.number()),
        schedule.state().word(),
        schedule.summary(),
        schedule.when().text(),
        schedule.course().next().map(Times::of).orElse(""),
        peers.name(schedule.maker()),
        schedule.course().last().stream().findFirst().map(ScheduleView::plain).orElse(""),
        stored.id());
  }
}
