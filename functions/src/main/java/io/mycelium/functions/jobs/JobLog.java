package io.mycelium.functions.jobs;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.command.Standard;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Stored;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `job log`: what a job printed.
final class JobLog {
  private static final int PAGE = 500;
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,20}(-[0-9]{1,20})?|");
  private static final List<Column> COLUMNS =
      List.of(new Column("place", "Place", Fit.SPARE), new Column("line", "Line", Fit.WHOLE));

  record Options(
      @Positional @Help("the job that printed") Reference job,
      @Bounds(max = 41) @Standard("") @Help("only lines after this place of the log")
          String after) {
    Options {
      if (!PLACE.matcher(after).matches()) {
        throw new IllegalArgumentException("Option 'after' takes a place that this command gave.");
      }
    }
  }

  private final Jobs jobs;
  private final JobQueue queue;

  JobLog(Jobs jobs, JobQueue queue) {
    this.jobs = jobs;
    this.queue = queue;
  }

  Command<Options> command() {
    return Command.named("job", "log")
        .summary("Show what a job printed")
        .examples("log of job #12", "what did #12 print?", "show me the output of job #12")
        .permission(Permission.JOBS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return jobs.find(by.place().room(), options.job())
        .map(job -> page(job, options.after(), by.call()))
        .orElseGet(() -> ListJobs.missing(options.job(), by));
  }

  private Reply page(Stored<JobRecord> job, String after, Call call) {
    List<LogLine> lines = queue.log(new JobId(job.id()), after, PAGE);
    Optional<Call> next =
        lines.size() == PAGE ? Optional.of(next(call, lines.getLast())) : Optional.empty();
    return new Reply.Table(
        COLUMNS,
        lines.stream().map(line -> List.of(line.id(), PlainText.clean(line.text()))).toList(),
        after.isEmpty() ? "The job has printed nothing." : "Nothing more was printed.",
        next);
  }

  private static Call next(Call call, LogLine last) {
    return new Call(
        call.command(), call.definition(), call.options().deepCopy().put("after", last.id()));
  }
}
