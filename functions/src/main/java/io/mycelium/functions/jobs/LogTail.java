package io.mycelium.functions.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.LogLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What a job printed since it was last told of.
///
/// @param lines the newest ones, oldest first
/// @param skipped how many came before them
/// @param place the log's place after them
record LogTail(List<String> lines, long skipped, String place) {
  private static final int MOST = 100;
  private static final int PAGE = 1_000;

  static LogTail after(String place, JobId id, JobQueue queue) {
    Deque<String> newest = new ArrayDeque<>();
    long skipped = 0;
    String reached = place;
    List<LogLine> page;
    do {
      page = queue.log(id, reached, PAGE);
      for (LogLine line : page) {
        newest.addLast(line.text());
        if (newest.size() > MOST) {
          newest.removeFirst();
          skipped++;
        }
        reached = line.id();
      }
    } while (page.size() == PAGE);
    return new LogTail(List.copyOf(newest), skipped, reached);
  }

  boolean empty() {
    return lines.isEmpty();
  }
}
