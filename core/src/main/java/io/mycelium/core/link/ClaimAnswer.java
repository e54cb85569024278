package io.mycelium.core.link;

import io.mycelium.core.job.Claimed;
import java.time.Duration;
import java.util.List;

/// What came of a claim.
///
/// @param waited how long after the request came the jobs were asked for, at least: by that the
///   drone knows from when on its leases hold
/// @param again after which time the drone is to be heard of again
public record ClaimAnswer(List<Claimed> jobs, Duration waited, Duration again) {
  public ClaimAnswer {
    jobs = List.copyOf(jobs);
  }
}
