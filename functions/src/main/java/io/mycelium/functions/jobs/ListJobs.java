package io.mycelium.functions.jobs;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.JobState;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `job list`: the jobs of the room, newest first.
final class ListJobs {
  private static final int PAGE = 50;

  /// Pages that are looked through for jobs that fit; the next call goes on from there.
  private static final int PAGES_READ = 10;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("number", "No.", Fit.WHOLE),
          new Column("function", "Function"),
          new Column("state", "State", Fit.WHOLE),
          new Column("progress", "Progress"),
          new Column("requester", "Asked by"),
          new Column("drone", "Drone", Fit.SPARE),
          new Column("elapsed", "Elapsed", Fit.SPARE),
          new Column("asked", "Asked"),
          new Column("started", "Started", Fit.SPARE),
          new Column("ended", "Ended", Fit.SPARE));

  record Options(
      @Positional @Help("only jobs that are so far") Optional<JobState> state,
      @Help("also jobs that have ended") boolean all,
      @Help("only jobs older than this one; for the next page") Optional<Reference> before) {}

  /// A page of what was found.
  ///
  /// @param last the last job that was looked at, if there may be more behind it
  private record Found(List<Stored<JobRecord>> jobs, Optional<Stored<JobRecord>> last) {}

  private final Jobs jobs;
  private final JobView view;

  ListJobs(Jobs jobs, JobView view) {
    this.jobs = jobs;
    this.view = view;
  }

  Command<Options> command() {
    return Command.named("job", "list")
        .summary("List the jobs of the room, newest first")
        .examples(
            "what is running?",
            "show me the jobs",
            "did any jobs fail?",
            "is something waiting in the queue?",
            "job list --all")
        .permission(Permission.JOBS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    RoomId room = by.place().room();
    Optional<Stored<JobRecord>> before = options.before().flatMap(r -> jobs.find(room, r));
    if (options.before().isPresent() && before.isEmpty()) {
      return missing(options.before().get(), by);
    }
    QueueLook look = view.look();
    Predicate<Stored<JobRecord>> fits =
        job ->
            options
                .state()
                .map(state -> Standing.of(job, look).state() == state)
                .orElseGet(() -> options.all() || !job.state().course().state().ended());
    Found found = find(room, fits, before);
    return new Reply.Table(
        COLUMNS,
        found.jobs().stream().map(job -> row(job, look)).toList(),
        "No such jobs in %s; 'job list --all' shows also those that have ended.".formatted(room),
        found.last().map(last -> next(by.call(), last)));
  }

  private Found find(
      RoomId room, Predicate<Stored<JobRecord>> fits, Optional<Stored<JobRecord>> before) {
    List<Stored<JobRecord>> fit = new ArrayList<>();
    Optional<Stored<JobRecord>> last = before;
    for (int read = 0; read < PAGES_READ; read++) {
      List<Stored<JobRecord>> page = jobs.page(room, last, PAGE);
      for (Stored<JobRecord> job : page) {
        last = Optional.of(job);
        if (fits.test(job)) {
          fit.add(job);
        }
        if (fit.size() == PAGE) {
          return new Found(fit, last);
        }
      }
      if (page.size() < PAGE) {
        return new Found(fit, Optional.empty());
      }
    }
    return new Found(fit, last);
  }

  private static Call next(Call call, Stored<JobRecord> last) {
    return new Call(
        call.command(), call.definition(), call.options().deepCopy().put("before", last.id()));
  }

  private List<String> row(Stored<JobRecord> stored, QueueLook look) {
    JobRecord job = stored.state();
    Standing standing = Standing.of(stored, look);
    return List.of(
        JobView.name(stored),
        job.asked().function(),
        standing.word(job),
        standing.why().isEmpty() ? progress(job) : standing.why(),
        view.requester(job),
        job.course().drone().orElse(""),
        view.elapsed(job),
        Times.of(job.asked().at()),
        job.course().startedAt().map(Times::of).orElse(""),
        job.course().endedAt().map(Times::of).orElse(""));
  }

  /// How far it is, or in a line why it brought no result.
  private static String progress(JobRecord job) {
    if (!job.course().state().ended()) {
      return JobView.progress(job);
    }
    return job.course()
        .failure()
        .flatMap(failure -> failure.message().lines().findFirst())
        .orElse("");
  }

  static Reply.Refused missing(Reference reference, Invocation by) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "not-found",
        "There is no job %s in the room %s; 'job list --all' shows those there are."
            .formatted(reference, by.place().room()));
  }
}
