package io.mycelium.core.link;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobSource;
import java.time.Duration;
import java.util.regex.Pattern;

/// A drone asks for jobs, and waits for some. It counts as announced and lives while it waits.
///
/// @param call names the claim: asked again under the same name, the same jobs are given
/// @param max [JobSource#MOST_AT_ONCE] at most
/// @param patience how long to wait when there is nothing; [#LONGEST_WAIT] at most counts
/// @param follows whether the drone is as it said in what was answered last, and nobody asked under
///   this name yet: where it waited before, there is nothing to be told or looked for
public record ClaimRequest(Drone drone, String call, int max, Duration patience, boolean follows) {
  /// Shorter than what most proxies between cut off.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(50);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /// @throws IllegalArgumentException when the name or the number is none
  public ClaimRequest {
    if (!NAME.matcher(call).matches()) {
      throw new IllegalArgumentException("a claim is named by letters, digits and dashes");
    }
    if (max < 1 || max > JobSource.MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "a claim is for 1 to %d jobs".formatted(JobSource.MOST_AT_ONCE));
    }
  }

  /// One that follows nothing.
  public ClaimRequest(Drone drone, String call, int max, Duration patience) {
    this(drone, call, max, patience, false);
  }

  /// The same of a drone as others see it.
  public ClaimRequest by(Drone other) {
    return new ClaimRequest(other, call, max, patience, follows);
  }
}
