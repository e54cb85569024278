package io.mycelium.functions.jobs;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Standard;
import io.mycelium.core.job.DeadLetter;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.core.room.Rooms;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `job dead`: the jobs of the room that were given up, or those of all rooms that the caller sees,
/// newest first.
final class DeadCommand {
  private static final int PAGE = 50;
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,20}(-[0-9]{1,20})?|");
  private static final List<Column> COLUMNS =
      List.of(
          new Column("job", "No.", Fit.WHOLE),
          new Column("function", "Function"),
          new Column("code", "Code", Fit.WHOLE),
          new Column("history", "What went wrong"),
          new Column("at", "Given up"));
  private static final List<Column> EVERYWHERE =
      Stream.concat(Stream.of(new Column("room", "Room")), COLUMNS.stream()).toList();

  record Options(
      @Help("also jobs of the other rooms that admit you") boolean everywhere,
      @Bounds(max = 41)
          @Standard("")
          @Help("only those given up before this place; for the next page")
          String before) {
    Options {
      if (!PLACE.matcher(before).matches()) {
        throw new IllegalArgumentException("Option 'before' takes a place that this command gave.");
      }
    }
  }

  private final Jobs jobs;
  private final JobQueue queue;
  private final DeadLetters letters;
  private final History history;

  DeadCommand(Jobs jobs, JobQueue queue, Rooms rooms) {
    this.jobs = jobs;
    this.queue = queue;
    this.letters = new DeadLetters(queue, rooms);
    this.history = new History(queue);
  }

  Command<Options> command() {
    return Command.named("job", "dead")
        .summary("List the jobs of the room that were given up, and what went wrong")
        .examples(
            "which jobs were given up?", "show me the dead jobs", "what is in the dead letters?")
        .permission(Permission.JOBS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    DeadLetters.Found found =
        letters.find(letters.within(options.everywhere(), by), options.before(), PAGE);
    return new Reply.Table(
        options.everywhere() ? EVERYWHERE : COLUMNS,
        found.letters().stream().map(letter -> row(letter, options.everywhere())).toList(),
        options.everywhere()
            ? "No job of your rooms was given up."
            : "No job of %s was given up.".formatted(by.place().room()),
        found.next().map(place -> next(by.call(), place)));
  }

  private static Call next(Call call, String place) {
    return new Call(
        call.command(), call.definition(), call.options().deepCopy().put("before", place));
  }

  private List<String> row(DeadLetter letter, boolean everywhere) {
    List<String> row = new ArrayList<>();
    if (everywhere) {
      row.add(letter.room().value());
    }
    row.addAll(row(letter));
    return row;
  }

  private List<String> row(DeadLetter letter) {
    return List.of(
        jobs.find(letter.job().value()).map(JobView::name).orElse(letter.job().value()),
        letter.function(),
        letter.code(),
        queue.find(letter.job()).map(history::line).orElse(""),
        Times.of(letter.at()));
  }
}
