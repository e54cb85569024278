package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A drone as it described itself last.
///
/// @param tags what it can serve; with [JobSpec#CONTAINED] it can contain a job
/// @param containment how jobs are contained: `bubblewrap`, or `none`
/// @param advice what to type so that it can contain, when it cannot
/// @param roots folders below which jobs may read
/// @param slots how many jobs it runs at once, [#MOST_SLOTS] at most
/// @param memoryBytes all of it
/// @param diskBytes free where its jobs run
/// @param equipment cards and models, and what of everything is free
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
    Equipment equipment,
    Instant seenAt) {
  public static final int MOST_SLOTS = 64;

  /// Of its memory a machine keeps a sixteenth for itself, within these limits.
  private static final int KEPT_PART = 16;

  private static final long LEAST_KEPT = 256L << 20;
  private static final long MOST_KEPT = 2L << 30;

  public Drone {
    roots = List.copyOf(roots);
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
  }

  /// The same drone under the name that others gave it, and with what else they say of it.
  public Drone known(String given, Set<String> more) {
    SortedSet<String> all = new TreeSet<>(tags);
    all.addAll(more);
    return with(given, memoryFreeBytes, diskBytes, all, equipment, seenAt);
  }

  /// Whether it says the same of itself, but for amounts that nothing depends on: what is measured
  /// moves a little all the time.
  public boolean isLike(Drone other) {
    return steady().equals(other.steady()) && free().isClose(other.free());
  }

  /// What it says of itself beside what is measured anew each time.
  private Drone steady() {
    return with(name, 0, 0, tags, equipment.steady(), Instant.EPOCH);
  }

  private Drone with(
      String called,
      long memoryFree,
      long disk,
      SortedSet<String> allTags,
      Equipment has,
      Instant seen) {
    return new Drone(
        id,
        called,
        host,
        system,
        cores,
        memoryBytes,
        memoryFree,
        disk,
        allTags,
        containment,
        advice,
        roots,
        slots,
        running,
        version,
        has,
        seen);
  }

  /// What it can offer when it does nothing else.
  public Ability ability() {
    SortedMap<Resource, Long> all = new TreeMap<>();
    all.put(Resource.CORES, (long) cores);
    all.put(Resource.RAM, Math.max(0, memoryBytes - keptOf(memoryBytes)));
    all.put(Resource.DISK, diskBytes);
    equipment.gpus().stream()
        .mapToLong(Gpu::memoryBytes)
        .max()
        .ifPresent(most -> all.put(Resource.VRAM, most));
    return new Ability(allTags(), all);
  }

  /// What a machine keeps of its memory for itself, in bytes; jobs never have it.
  public static long keptOf(long memoryBytes) {
    return Math.clamp(memoryBytes / KEPT_PART, LEAST_KEPT, MOST_KEPT);
  }

  /// What it can offer now, beside the jobs that it runs.
  public Ability free() {
    SortedMap<Resource, Long> now = new TreeMap<>(ability().amounts());
    now.putAll(equipment.free());
    return new Ability(allTags(), now);
  }

  private SortedSet<String> allTags() {
    SortedSet<String> all = new TreeSet<>(tags);
    equipment.models().forEach(model -> all.add("model:" + model));
    return all;
  }
}
