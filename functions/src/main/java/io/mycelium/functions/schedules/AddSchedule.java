package io.mycelium.functions.schedules;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Standard;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.PlainText;
import io.mycelium.core.text.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// `schedule add`: have a command run again and again.
final class AddSchedule {
  private static final int LONGEST_NOTE = 200;

  /// How many slots are looked at to find the shortest time between two.
  private static final int COMPARED = 60;

  record Options(
      @Positional
          @Help("when: 'every 15m', five fields of cron such as '0 9 * * 1-5', or @daily")
          @Bounds(min = 1, max = 200)
          String when,
      @Positional @Help("what to run, as it is typed in a chat") @Bounds(min = 1, max = 4_000)
          String command,
      @Help("whose clocks count, such as Europe/Berlin; yours, when left out") @Bounds(max = 60)
          Optional<String> zone,
      @Standard("skip")
          @Help(
              "what becomes of times at which nothing could run: left out, made up for once, or all")
          Misfire misfire,
      @Help("the last day, such as 2026-12-31, or the last time") @Bounds(max = 40)
          Optional<String> until,
      @Help("what it is for") @Bounds(max = LONGEST_NOTE) Optional<String> note) {
    Options {
      Rhythm.parse(when);
      zone.ifPresent(Zones::read);
      until.ifPresent(end -> Until.read(end, ZoneId.of("UTC")));
    }

    When slots(Invocation by) {
      ZoneId clocks = zone.map(Zones::read).orElse(by.zone());
      return new When(
          Rhythm.parse(when),
          clocks,
          misfire,
          by.at().truncatedTo(ChronoUnit.SECONDS),
          until.map(end -> Until.read(end, clocks)));
    }
  }

  private final Schedules schedules;
  private final ScheduleReplies replies;
  private final Lines lines;
  private final ScheduleSettings settings;

  AddSchedule(
      Schedules schedules, ScheduleReplies replies, Lines lines, ScheduleSettings settings) {
    this.schedules = schedules;
    this.replies = replies;
    this.lines = lines;
    this.settings = settings;
  }

  Command<Options> command() {
    return Command.named("schedule", "add")
        .summary("Have a command run at set times, in your name")
        .examples(
            "every morning at 9, list the open tasks",
            "run the release notes each Friday",
            "do that every hour from now on",
            "repeat a command every 15 minutes",
            "schedule add '0 9 * * 1-5' 'task list'")
        .permission(Permission.SCHEDULES_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return switch (lines.read(options.command(), by.caller())) {
      case Lines.Read.No(var why) -> why;
      case Lines.Read.Fits(var call, var line) ->
          add(
              new NewSchedule(
                  call,
                  line,
                  options.slots(by),
                  options.note().map(note -> PlainText.line(note, LONGEST_NOTE))),
              by);
    };
  }

  private Reply add(NewSchedule wanted, Invocation by) {
    Optional<Instant> first = wanted.when().after(by.at());
    if (first.isEmpty()) {
      return no("never", "There is no such time, or it has passed. " + Rhythm.EXAMPLES);
    }
    if (closest(wanted.when(), first.get()).compareTo(settings.shortest()) < 0) {
      return no(
          "too-often",
          "Between two times there is %s at least; an operator sets that by schedules.shortest."
              .formatted(Spans.shortest(settings.shortest())));
    }
    if (schedules.full(by.place().room())) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT,
          "too-many",
          "The room %s has %d schedules, which is as many as it can have; 'schedule remove' makes room."
              .formatted(by.place().room(), Schedules.MOST));
    }
    return replies.card(schedules.add(wanted, first.get(), by));
  }

  private static Duration closest(When when, Instant first) {
    Duration closest = ChronoUnit.FOREVER.getDuration();
    Optional<Instant> slot = Optional.of(first);
    for (int i = 0; i < COMPARED && slot.isPresent(); i++) {
      Instant before = slot.get();
      slot = when.after(before);
      Duration between = slot.map(s -> Duration.between(before, s)).orElse(closest);
      closest = between.compareTo(closest) < 0 ? between : closest;
    }
    return closest;
  }

  private static Reply.Refused no(String code, String sentence) {
    return Reply.Refused.because(Reply.Reason.INVALID, code, sentence);
  }
}
