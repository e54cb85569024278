package io.mycelium.core.job;

import java.util.List;
import java.util.Optional;

/// What a drone tells of a running job.
///
/// @param sequence one up per report of a lease; a report that comes twice counts once
public record Report(long sequence, Optional<JobProgress> progress, List<LogLine> lines) {
  public Report {
    lines = List.copyOf(lines);
  }
}
