package io.mycelium.functions.schedules;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Action.Style;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.Stored;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Draws schedules.
final class ScheduleView implements SubjectView {
  private static final int SLOTS_SHOWN = 5;

  private final Schedules schedules;
  private final Peers peers;
  private final Supplier<SubjectViews> views;
  private final Call run = bare(RunSchedule.define((_, _) -> new Reply.Text("")));
  private final Call pause = bare(PauseSchedule.define((_, _) -> new Reply.Text("")));
  private final Call resume = bare(ResumeSchedule.define((_, _) -> new Reply.Text("")));
  private final Call remove = bare(RemoveSchedule.define((_, _) -> new Reply.Text("")));

  /// @param views of all features
  ScheduleView(Schedules schedules, Peers peers, Supplier<SubjectViews> views) {
    this.schedules = schedules;
    this.peers = peers;
    this.views = views;
  }

  private static Call bare(Command<?> command) {
    return new Call(command.name(), command.definition(), Json.object());
  }

  @Override
  public String type() {
    return Schedule.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return schedules.find(id).map(this::card);
  }

  Reply.Card card(Stored<Schedule> schedule) {
    return card(schedule, 1, schedule.state().note().orElse(""));
  }

  /// The card with the next slots, and with what came of the last ones.
  ///
  /// @param zone of who looks
  Reply.Card whole(Stored<Schedule> schedule, Caller viewer, ZoneId zone) {
    String last =
        schedule.state().course().last().stream()
            .map(firing ->
                "- %s %s"
                    .formatted(Times.local(Times.of(firing.slot()), zone), story(firing, viewer)))
            .collect(Collectors.joining("\n"));
    String story =
        last.isEmpty() ? "" : "By the clocks of %s:\n\n%s".formatted(When.named(zone), last);
    String markdown =
        Stream.of(schedule.state().note().orElse(""), story)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n"));
    return card(schedule, SLOTS_SHOWN, markdown);
  }

  private Reply.Card card(Stored<Schedule> stored, int slots, String markdown) {
    Schedule schedule = stored.state();
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("command", "Command", schedule.line()));
    fields.add(new Field("when", "When", schedule.when().text()));
    fields.addAll(next(schedule, slots));
    schedule
        .when()
        .until()
        .ifPresent(until -> fields.add(new Field("until", "Until", Times.of(until))));
    fields.add(new Field("misfire", "What was missed", missed(schedule.when().misfire())));
    fields.add(new Field("maker", "Runs in the name of", peers.name(schedule.maker())));
    schedule.course().reason().ifPresent(why -> fields.add(new Field("reason", "Paused", why)));
    schedule.course().last().stream()
        .findFirst()
        .ifPresent(last -> {
          fields.add(new Field("last", "Last", Times.of(last.slot())));
          fields.add(new Field("came", "What came of it", plain(last)));
        });
    fields.add(new Field("id", "Id", stored.id()));
    return new Reply.Card(
        Optional.of(Subject.of(type(), schedule.id())),
        "Schedule #%d: %s".formatted(stored.number(), schedule.call().command()),
        Optional.of(schedule.state().word()),
        markdown,
        fields,
        actions(stored));
  }

  private static List<Field> next(Schedule schedule, int slots) {
    List<Field> fields = new ArrayList<>();
    Optional<Instant> slot = schedule.course().next();
    while (slot.isPresent() && fields.size() < slots) {
      boolean first = fields.isEmpty();
      fields.add(
          new Field(
              first ? "next" : "next-" + (fields.size() + 1),
              first ? "Next" : "Then",
              Times.of(slot.get())));
      slot = schedule.when().after(slot.get());
    }
    return fields;
  }

  private static String missed(Misfire misfire) {
    return switch (misfire) {
      case SKIP -> "is left out";
      case ONCE -> "is made up for once";
      case ALL -> "is made up for, the newest %d".formatted(Due.MOST);
    };
  }

  /// In a few words, the same for everybody.
  static String plain(Firing firing) {
    String why = firing.why().isEmpty() ? "" : ": " + firing.why();
    return switch (firing.came()) {
      case RAN -> "ran%s%s".formatted(standing(firing), why);
      case LED ->
          "led to %s%s"
              .formatted(firing.led().map(Subject::id).orElse("something"), standing(firing));
      case REFUSED -> "refused" + why;
      case SKIPPED ->
          firing.slots() == 1 ? "left out" + why : "%d left out%s".formatted(firing.slots(), why);
      case UNKNOWN -> "unknown" + why;
    };
  }

  private static String standing(Firing firing) {
    return firing.slots() == 1 ? "" : ", for %d that were due".formatted(firing.slots());
  }

  /// With how far it is what it led to, as far as the viewer may know.
  private String story(Firing firing, Caller viewer) {
    return firing
        .led()
        .flatMap(led -> views.get().drawFor(viewer, led))
        .map(card ->
            "led to `%s`%s%s"
                .formatted(
                    card.title().replace('`', '\''),
                    card.state().map(state -> ", which is " + state).orElse(""),
                    standing(firing)))
        .orElseGet(() -> plain(firing));
  }

  private List<Action> actions(Stored<Schedule> schedule) {
    Action now = action("Run now", Style.PLAIN, run, schedule);
    Action gone = action("Remove", Style.DANGER, remove, schedule);
    return switch (schedule.state().state()) {
      case ACTIVE -> List.of(now, action("Pause", Style.PLAIN, pause, schedule), gone);
      case PAUSED -> List.of(action("Resume", Style.PRIMARY, resume, schedule), now, gone);
      case ENDED, REMOVED -> List.of();
    };
  }

  private static Action action(String label, Style style, Call call, Stored<Schedule> schedule) {
    var options = Json.object().put("schedule", Long.toString(schedule.number()));
    return new Action(label, style, new Call(call.command(), call.definition(), options));
  }
}
