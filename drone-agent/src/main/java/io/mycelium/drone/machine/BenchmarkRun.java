package io.mycelium.drone.machine;

import io.mycelium.core.job.Benchmark;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;

/// Measures how fast this machine is, in a second or a little more.
///
/// The figures compare machines with each other: a program in C, and a Java with more memory, reach
/// more.
final class BenchmarkRun {
  private static final Duration HASHING = Duration.ofMillis(350);
  private static final Duration COPYING = Duration.ofMillis(250);
  private static final Duration WRITING = Duration.ofMillis(500);

  /// A part of each time in which the machine gets up to speed, and nothing counts.
  private static final int WARMING = 5;

  private static final double MIB = 1L << 20;
  private static final double GIB = 1L << 30;

  /// More than the caches of one core hold, and little beside the memory of a drone.
  private static final long COPIED = 16L << 20;

  private static final int PIECE = 1 << 20;
  private static final long MOST_WRITTEN = 64L << 20;

  private final Path folder;

  /// @param folder where jobs write; what is measured there is removed at once
  BenchmarkRun(Path folder) {
    this.folder = folder;
  }

  /// Measures now, on the thread that asks.
  ///
  /// @param at which time to note
  /// @throws IOException when the folder cannot be written
  Benchmark measure(Instant at) throws IOException {
    double disk = written();
    return new Benchmark(hashed(), copied(), disk, at);
  }

  private static double hashed() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] data = new byte[64 << 10];
      return rate(
              HASHING,
              () -> {
                digest.update(data);
                return data.length;
              })
          / MIB;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static double copied() {
    // Outside of the heap, which is too small for it.
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocate(COPIED);
      MemorySegment to = arena.allocate(COPIED);
      return rate(
              COPYING,
              () -> {
                MemorySegment.copy(from, 0, to, 0, COPIED);
                return COPIED;
              })
          / GIB;
    }
  }

  private interface Work {
    /// @return how many bytes were done
    long once();
  }

  /// Bytes in a second.
  private static double rate(Duration time, Work work) {
    long warm = System.nanoTime() + time.toNanos() / WARMING;
    do {
      work.once();
    } while (System.nanoTime() - warm < 0);
    long begun = System.nanoTime();
    long done = 0;
    do {
      done += work.once();
    } while (System.nanoTime() - begun < time.toNanos());
    return done * 1e9 / (System.nanoTime() - begun);
  }

  private double written() throws IOException {
    Path file = Files.createTempFile(folder, "benchmark", "");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      long begun = System.nanoTime();
      long done = 0;
      do {
        piece.clear();
        while (piece.hasRemaining()) {
          done += channel.write(piece);
        }
        channel.force(false);
      } while (done < MOST_WRITTEN && System.nanoTime() - begun < WRITING.toNanos());
      return done * 1e9 / (System.nanoTime() - begun) / MIB;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
