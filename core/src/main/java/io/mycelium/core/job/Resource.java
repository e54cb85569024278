package io.mycelium.core.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a drone has a measurable amount of, and a job may need a part of.
///
/// Amounts are bytes, but for cores. A job's amount is taken up to the next rung of a ladder, so
/// that jobs of about the same need wait in one line.
public enum Resource {
  /// Memory of the graphics card with the most that is free.
  VRAM("vram", gib(1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 141, 192)),
  RAM("ram", gib(1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 512, 1024)),
  CORES("cores", List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L)),
  DISK("disk", gib(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000));

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Long> ladder;

  Resource(String word, List<Long> ladder) {
    this.word = word;
    this.ladder = List.copyOf(ladder);
  }

  private static List<Long> gib(int... amounts) {
    return Arrays.stream(amounts).mapToObj(amount -> (long) amount << 30).toList();
  }

  /// As it stands in requirements.
  public String word() {
    return word;
  }

  /// Whether amounts are numbers of bytes.
  public boolean inBytes() {
    return this != CORES;
  }

  /// The resource that is called so.
  public static Optional<Resource> called(String word) {
    return List.of(values()).stream().filter(resource -> resource.word.equals(word)).findFirst();
  }

  /// The smallest rung that is not below the amount; the amount itself above the ladder.
  public long rung(long amount) {
    return ladder.stream().filter(rung -> rung >= amount).findFirst().orElse(amount);
  }
}
