package io.mycelium.core.link;

import io.mycelium.core.job.Again;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Report;
import java.util.Optional;

/// What a drone tells under a lease.
///
/// @param report progress and lines
/// @param failure why the run brought nothing, or why the drone cannot run it
/// @param again what a failure says of another try; as planned, when left out
public record LeaseRequest(
    Lease lease, Optional<Report> report, Optional<JobFailure> failure, Optional<Again> again) {
  public static LeaseRequest of(Lease lease) {
    return new LeaseRequest(lease, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static LeaseRequest report(Lease lease, Report report) {
    return new LeaseRequest(lease, Optional.of(report), Optional.empty(), Optional.empty());
  }

  public static LeaseRequest failed(Lease lease, JobFailure failure, Again again) {
    return new LeaseRequest(lease, Optional.empty(), Optional.of(failure), Optional.of(again));
  }

  public static LeaseRequest refused(Lease lease, JobFailure why) {
    return new LeaseRequest(lease, Optional.empty(), Optional.of(why), Optional.empty());
  }
}
