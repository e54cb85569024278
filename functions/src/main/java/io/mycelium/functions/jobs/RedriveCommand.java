package io.mycelium.functions.jobs;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.job.DeadLetter;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobState;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `job redrive`: let jobs that were given up run anew, a number of them at once: those of the
/// room, or of all rooms that the operator sees.
final class RedriveCommand {
  /// One commit has them all.
  private static final int MOST = 50;

  record Options(
      @Bounds(min = 1, max = 32) @Help("only jobs of this function") Optional<String> function,
      @Bounds(min = 1, max = 40) @Help("only jobs that failed with this code, as in 'timeout'")
          Optional<String> code,
      @Help("also jobs of the other rooms that admit you") boolean everywhere) {
    private boolean fits(DeadLetter letter) {
      return function.map(letter.function()::equals).orElse(true)
          && code.map(letter.code()::equals).orElse(true);
    }
  }

  private final Jobs jobs;
  private final Reruns reruns;
  private final DeadLetters letters;

  RedriveCommand(Jobs jobs, Reruns reruns, JobQueue queue, Rooms rooms) {
    this.jobs = jobs;
    this.reruns = reruns;
    this.letters = new DeadLetters(queue, rooms);
  }

  Command<Options> command() {
    return Command.named("job", "redrive")
        .summary("Let the jobs of the room that were given up run anew, %d at once".formatted(MOST))
        .examples(
            "redrive all dead jobs",
            "run everything anew that was given up",
            "give all dead letters another chance")
        .permission(Permission.JOBS_OPERATE)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    DeadLetters.Found found =
        letters.find(letters.within(options.everywhere(), by).and(options::fits), "", MOST);
    List<Stored<JobRecord>> dead =
        found.letters().stream()
            .flatMap(letter -> jobs.find(letter.job().value()).stream())
            .filter(job -> job.state().course().state() == JobState.DEAD)
            .toList();
    List<Stored<JobRecord>> able =
        dead.stream().filter(job -> reruns.against(job).isEmpty()).toList();
    if (able.isEmpty()) {
      return dead.stream()
          .findFirst()
          .flatMap(reruns::against)
          .orElseGet(() -> none(options.everywhere()));
    }
    Function<Stored<JobRecord>, String> name =
        options.everywhere() ? RedriveCommand::withRoom : JobView::name;
    var said = new Reply.Text(said(able.stream().map(name).toList(), found.next().isPresent()));
    return reruns
        .start(able, by.intent(), Outcome.of(said))
        .<Reply>map(refused -> refused)
        .orElse(said);
  }

  private static Reply.Refused none(boolean everywhere) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "none-dead",
        "No such job of %s was given up.".formatted(everywhere ? "your rooms" : "this room"));
  }

  /// Each room counts its jobs by itself.
  private static String withRoom(Stored<JobRecord> job) {
    return "%s in %s".formatted(JobView.name(job), job.state().asked().room());
  }

  private static String said(List<String> names, boolean more) {
    String runs = names.size() == 1 ? "A job runs" : "%d jobs run".formatted(names.size());
    return "%s anew: %s.%s"
        .formatted(
            runs,
            String.join(", ", names),
            more ? " There may be more: say it again for those." : "");
  }
}
