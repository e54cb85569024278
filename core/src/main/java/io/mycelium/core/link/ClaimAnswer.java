package io.mycelium.core.link;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Heard;
import java.time.Duration;
import java.util.List;

/// What came of a claim.
///
/// @param waited how long after the request came the jobs were asked for, at least: by that the
///   drone knows from when on its leases hold
/// @param heard what an announcement would have been answered; to be heard of again at once where
///   the drone did not wait
public record ClaimAnswer(List<Claimed> jobs, Duration waited, Heard heard) {
  public ClaimAnswer {
    jobs = List.copyOf(jobs);
  }
}
