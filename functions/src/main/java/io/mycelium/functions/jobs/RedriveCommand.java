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
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;

/// `job redrive`: let jobs of the room that were given up run anew, a number of them at once.
final class RedriveCommand {
  /// One commit has them all.
  private static final int MOST = 50;

  record Options(
      @Bounds(min = 1, max = 32) @Help("only jobs of this function") Optional<String> function,
      @Bounds(min = 1, max = 40) @Help("only jobs that failed with this code, as in 'timeout'")
          Optional<String> code) {
    private boolean fits(DeadLetter letter) {
      return function.map(letter.function()::equals).orElse(true)
          && code.map(letter.code()::equals).orElse(true);
    }
  }

  private final Jobs jobs;
  private final Reruns reruns;
  private final DeadLetters letters;

  RedriveCommand(Jobs jobs, Reruns reruns, JobQueue queue) {
    this.jobs = jobs;
    this.reruns = reruns;
    this.letters = new DeadLetters(queue);
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
    DeadLetters.Found found = letters.find(by.place().room(), options::fits, "", MOST);
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
          .orElseGet(() ->
              Reply.Refused.because(
                  Reply.Reason.NOT_FOUND, "none-dead", "No such job of this room was given up."));
    }
    var said = new Reply.Text(said(able, found.next().isPresent()));
    return reruns
        .start(able, by.intent(), Outcome.of(said))
        .<Reply>map(refused -> refused)
        .orElse(said);
  }

  private static String said(List<Stored<JobRecord>> jobs, boolean more) {
    String names = String.join(", ", jobs.stream().map(JobView::name).toList());
    String runs = jobs.size() == 1 ? "A job runs" : "%d jobs run".formatted(jobs.size());
    return "%s anew: %s.%s"
        .formatted(runs, names, more ? " There may be more: say it again for those." : "");
  }
}
