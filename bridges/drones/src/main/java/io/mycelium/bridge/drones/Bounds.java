package io.mycelium.bridge.drones;

import io.mycelium.core.job.Completion;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.Report;
import java.util.List;

/// What a drone may tell at once: more than any of ours does, and little enough for the queue,
/// which keeps it. Lengths are in characters.
final class Bounds {
  private static final int LONGEST_MARKDOWN = 128 << 10;
  private static final int LONGEST_MESSAGE = 8_000;
  private static final int LONGEST_WORD = 300;
  private static final int MOST_FILES = 64;
  private static final int MOST_LINES = 1_000;

  private Bounds() {}

  /// @throws Refused when one of them is out of bounds
  static List<Completion> checked(List<Completion> results) {
    atMost(results.size(), JobSource.MOST_AT_ONCE, "results at once");
    results.forEach(result -> check(result.result()));
    return results;
  }

  private static void check(JobResult result) {
    atMost(result.markdown().length(), LONGEST_MARKDOWN, "characters of a result");
    atMost(result.files().size(), MOST_FILES, "files of a job");
    for (JobResult.Artifact file : result.files()) {
      atMost(file.name().length(), LONGEST_WORD, "characters of a file's name");
      atMost(file.mediaType().length(), LONGEST_WORD, "characters of a media type");
    }
  }

  /// @throws Refused when it is out of bounds
  static JobFailure checked(JobFailure failure) {
    atMost(failure.code().length(), LONGEST_WORD, "characters of a failure's code");
    atMost(failure.message().length(), LONGEST_MESSAGE, "characters of a failure's message");
    return failure;
  }

  /// @throws Refused when it is out of bounds
  static Report checked(Report report) {
    atMost(report.lines().size(), MOST_LINES, "lines of a report");
    for (LogLine line : report.lines()) {
      atMost(line.text().length(), LONGEST_MESSAGE, "characters of a line");
    }
    report.progress().map(JobProgress::note).ifPresent(Bounds::checkNote);
    return report;
  }

  private static void checkNote(String note) {
    atMost(note.length(), LONGEST_MESSAGE, "characters of a note");
  }

  private static void atMost(int many, int most, String of) {
    if (many > most) {
      throw Refused.unreadable("%d %s are too many; %d may be".formatted(many, of, most));
    }
  }
}
