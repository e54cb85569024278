package io.mycelium.benchmarks.load;

import java.util.Arrays;

/// A histogram of durations, exact to one per cent. Filled by one thread.
public final class Latencies {
  /// Each power of two is divided in so many parts.
  private static final int BITS = 7;

  private static final int PARTS = 1 << BITS;

  private final long[] counts = new long[(Long.SIZE - BITS + 1) * PARTS];
  private long total;

  public void add(long nanos) {
    counts[slot(Math.max(0, nanos))]++;
    total++;
  }

  private static int slot(long nanos) {
    if (nanos < PARTS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(nanos);
    return (shift + 1) * PARTS + (int) (nanos >>> shift) - PARTS;
  }

  private static long lowest(int slot) {
    int shift = slot / PARTS - 1;
    return shift < 0 ? slot : (long) (slot % PARTS + PARTS) << shift;
  }

  public long count() {
    return total;
  }

  /// The time that so large a part of all stayed within, in milliseconds.
  public double millis(double part) {
    if (total == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    long wanted = Math.max(1, (long) Math.ceil(total * part));
    long seen = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      seen += counts[slot];
      if (seen >= wanted) {
        return lowest(slot) / 1e6;
      }
    }
    throw new IllegalStateException(
        "counted %d of %d".formatted(Arrays.stream(counts).sum(), total));
  }
}
