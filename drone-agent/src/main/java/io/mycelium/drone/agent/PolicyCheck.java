package io.mycelium.drone.agent;

import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.ResourceControl;
import java.util.Optional;

/// Whether this drone can keep a job to its policy. The queue gives jobs to drones by their tags; a
/// drone looks again, as it does not rely on what a queue says.
final class PolicyCheck {
  private final Containment containment;
  private final ResourceControl control;

  PolicyCheck(Containment containment, ResourceControl control) {
    this.containment = containment;
    this.control = control;
  }

  /// Why it does not run here.
  Optional<JobFailure> against(JobSpec job) {
    return job.trusted() ? unenforced(job) : untrusted(job).or(() -> unenforced(job));
  }

  private Optional<JobFailure> untrusted(JobSpec job) {
    if (containment instanceof Containment.None(var reason, var remedy)) {
      return failure(
          "not-contained",
          "The function is not trusted, and this drone cannot contain it: %s. To mend that: %s"
              .formatted(reason, remedy));
    }
    if (!job.writable().isEmpty()) {
      return failure(
          "path-refused", "The function is not trusted, so it may write nowhere on this machine.");
    }
    if (job.limits().network().filter(policy -> !isNone(policy)).isPresent()) {
      return failure("network-refused", "The function is not trusted, so it has no network.");
    }
    return Optional.empty();
  }

  /// What was asked for in so many words holds for trusted functions too.
  private Optional<JobFailure> unenforced(JobSpec job) {
    if (job.limits().cpus().isPresent()
        && !control.cpus()
        && control instanceof ResourceControl.PerProcess(var reason)) {
      return failure(
          "not-enforced",
          "This drone cannot limit how many processors a job uses: %s.".formatted(reason));
    }
    if (job.limits().cpus().isPresent() && !control.cpus()) {
      return failure(
          "not-enforced", "This drone's control groups cannot limit how many processors it uses.");
    }
    boolean limited =
        job.limits()
            .network()
            .filter(policy -> !(policy instanceof NetworkPolicy.Full))
            .isPresent();
    if (limited && containment instanceof Containment.None(var reason, var remedy)) {
      return failure(
          "not-enforced",
          "This drone cannot keep it to its network: %s. To mend that: %s"
              .formatted(reason, remedy));
    }
    return Optional.empty();
  }

  private static boolean isNone(NetworkPolicy policy) {
    return policy instanceof NetworkPolicy.None;
  }

  private static Optional<JobFailure> failure(String code, String message) {
    return Optional.of(new JobFailure(code, message));
  }
}
