package io.mycelium.redis.jobs;

import io.mycelium.core.job.Beat;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.Report;
import io.mycelium.core.text.Cut;
import io.mycelium.core.text.PlainText;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.List;
import java.util.Optional;

/// Runs `report.lua`, several times for a long report, so that no call holds Redis up.
record ReportScript(QueueAccess access) {
  /// The most that a log keeps.
  static final int MAX_LINES = 10_000;

  /// See [#MAX_LINES].
  static final int MAX_BYTES = 1 << 20;

  /// Characters of a line.
  static final int MAX_LINE = 8_000;

  private static final int LINES_PER_CALL = 256;
  private static final int NOTE = 200;

  /// More parts than a report has that still fits a log.
  private static final long PARTS = 4096;

  private static final Script<Optional<String>> SCRIPT =
      QueueAccess.script("report", ScriptResult.TEXT, "job", "lease");

  Beat run(Lease lease, Report report) {
    List<LogLine> lines = report.lines();
    Optional<JobProgress> progress = report.progress();
    Beat beat = Beat.LOST;
    long part = 0;
    do {
      int from = (int) part * LINES_PER_CALL;
      List<LogLine> some = lines.subList(from, Math.min(lines.size(), from + LINES_PER_CALL));
      beat = call(lease, report.sequence() * PARTS + part, progress, some);
      progress = Optional.empty();
      part++;
    } while (beat != Beat.LOST && part < PARTS && part * LINES_PER_CALL < lines.size());
    return beat;
  }

  private Beat call(Lease lease, long number, Optional<JobProgress> progress, List<LogLine> lines) {
    return HeartbeatScript.beat(
        access.run(
            SCRIPT,
            input -> {
              Leases.add(input, lease)
                  .arg(number)
                  .arg(progress.map(p -> Integer.toString(p.percent())).orElse(""))
                  .arg(progress.map(p -> PlainText.line(p.note(), NOTE)).orElse(""))
                  .arg(MAX_LINES)
                  .arg(MAX_BYTES);
              lines.forEach(line -> input.arg(cut(line.text())));
              return input;
            }));
  }

  private static String cut(String line) {
    String clean = PlainText.clean(line);
    return clean.length() <= MAX_LINE ? clean : Cut.to(clean, MAX_LINE) + "…";
  }
}
