package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// A drone as it described itself last.
///
/// @param tags what it can serve; with [JobSpec#CONTAINED] it can contain a job
/// @param containment how jobs are contained: `bubblewrap`, or `none`
/// @param advice what to type so that it can contain, when it cannot
/// @param roots folders below which jobs may read
/// @param slots how many jobs it runs at once, [#MOST_SLOTS] at most
/// @param memoryBytes all of it
/// @param diskBytes free where its jobs run
/// @param seenAt when it was last heard of, by the queue's clock
public record Drone(
    DroneId id,
    String name,
    String host,
    String system,
    int cores,
    long memoryBytes,
    long memoryFreeBytes,
    long diskBytes,
    SortedSet<String> tags,
    String containment,
    Optional<String> advice,
    List<String> roots,
    int slots,
    int running,
    String version,
    Instant seenAt) {
  public static final int MOST_SLOTS = 64;

  public Drone {
    roots = List.copyOf(roots);
    tags = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(tags));
  }
}
