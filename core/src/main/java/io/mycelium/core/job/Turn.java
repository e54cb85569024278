package io.mycelium.core.job;

import java.util.List;

/// What came of results that a drone brought as it asked for the next jobs.
///
/// @param accepted of each result whether it was accepted; a late one is not
/// @param next the jobs that the drone has now
public record Turn(List<Boolean> accepted, List<Claimed> next) {
  public Turn {
    accepted = List.copyOf(accepted);
    next = List.copyOf(next);
  }
}
