package io.mycelium.core.job;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a drone has besides processors and memory, and how it stands with it.
///
/// @param models that are loaded now; as tags `model:<name>`
/// @param free of each resource what no running job has reserved and nobody else uses
/// @param away why it takes no job now although it lives, as in `only between 20:00 and 07:00`
/// @param last what came of its last jobs, the newest first; [#MOST_LAST] at most
public record Equipment(
    List<Gpu> gpus,
    List<String> models,
    Optional<Benchmark> benchmark,
    SortedMap<Resource, Long> free,
    Optional<String> away,
    List<DroneJob> last) {
  /// Of the last jobs so many at most.
  public static final int MOST_LAST = 5;

  public static final Equipment NONE =
      new Equipment(
          List.of(), List.of(), Optional.empty(), new TreeMap<>(), Optional.empty(), List.of());

  public Equipment {
    gpus = List.copyOf(gpus);
    models = List.copyOf(models);
    last = jobs(last);
    free = Collections.unmodifiableSortedMap(new TreeMap<>(free));
  }

  /// The same without what is measured anew each time.
  Equipment steady() {
    return new Equipment(
        gpus.stream().map(Gpu::steady).toList(), models, benchmark, new TreeMap<>(), away, last);
  }

  /// An older drone says nothing of it.
  private static List<DroneJob> jobs(@Nullable List<DroneJob> given) {
    return given == null ? List.of() : List.copyOf(given);
  }
}
