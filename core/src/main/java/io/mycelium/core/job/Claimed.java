package io.mycelium.core.job;

import java.time.Duration;
import java.util.List;

/// A job that a drone has now.
///
/// @param holds how long the lease holds from the claim, and from each answer of the queue that
///   moves it on; stays the same for this lease
/// @param beat how long after an answer the drone is to be heard of again
/// @param attempt which try it is, from 1
/// @param inputs what came of the jobs that it waited for
public record Claimed(
    JobSpec job, Lease lease, Duration holds, Duration beat, int attempt, List<JobInput> inputs) {
  public Claimed {
    inputs = List.copyOf(inputs);
  }
}
