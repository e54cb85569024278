package io.mycelium.core.job;

import java.util.Optional;

/// A graphics card, as its driver tells.
///
/// @param id the driver's, unique on the machine
/// @param memoryBytes all of it; 0 when the driver does not say
/// @param freeBytes what nobody uses now
/// @param busyPercent how much of the time it worked of late
/// @param celsius how warm it is
public record Gpu(
    String id,
    String name,
    long memoryBytes,
    long freeBytes,
    Optional<Integer> busyPercent,
    Optional<Integer> celsius) {
  /// The same without what is measured anew each time.
  Gpu steady() {
    return new Gpu(id, name, memoryBytes, 0, Optional.empty(), Optional.empty());
  }
}
