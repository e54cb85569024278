package io.mycelium.core.job;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a drone has besides processors and memory, and how it stands with it.
///
/// @param models that are loaded now; as tags `model:<name>`
/// @param free of each resource what no running job has reserved and nobody else uses
/// @param away why it takes no job now although it lives, as in `only between 20:00 and 07:00`
public record Equipment(
    List<Gpu> gpus,
    List<String> models,
    Optional<Benchmark> benchmark,
    SortedMap<Resource, Long> free,
    Optional<String> away) {
  public static final Equipment NONE =
      new Equipment(List.of(), List.of(), Optional.empty(), new TreeMap<>(), Optional.empty());

  public Equipment {
    gpus = List.copyOf(gpus);
    models = List.copyOf(models);
    free = Collections.unmodifiableSortedMap(new TreeMap<>(free));
  }
}
