package io.mycelium.drone.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.Benchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarksTest {
  private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");

  @TempDir Path folder;

  @Test
  void machineIsMeasuredInAShortTimeAndNothingIsLeft() throws IOException {
    long begun = System.nanoTime();
    Benchmark measured = new BenchmarkRun(folder).measure(NOON);

    // A disk may be slow to force out its last piece, and others may use the machine.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    assertThat(measured.hashMibPerSecond()).isBetween(1.0, 100_000.0);
    assertThat(measured.memoryGibPerSecond()).isBetween(0.01, 1_000.0);
    assertThat(measured.diskMibPerSecond()).isBetween(0.01, 100_000.0);
    assertThat(measured.at()).isEqualTo(NOON);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void resultIsKeptOverARestart() {
    Benchmarks first = at(NOON, false);
    assertThat(first.due()).isTrue();
    first.measure();
    assertThat(first.due()).isFalse();

    Benchmarks again = at(NOON.plus(Duration.ofDays(29)), false);

    assertThat(again.due()).isFalse();
    assertThat(again.last()).isEqualTo(first.last()).isPresent();
  }

  @Test
  void oldResultAndAWishMakeItDue() throws IOException {
    Files.writeString(
        folder.resolve("benchmark.json"),
        """
        {"hashMibPerSecond": 100.5, "memoryGibPerSecond": 3.0, "diskMibPerSecond": 200.0, "at": "2026-05-02T12:00:00Z"}
        """);

    assertThat(at(NOON.plus(Duration.ofDays(31)), false).due()).isTrue();
    assertThat(at(NOON, true).due()).isTrue();
    assertThat(at(NOON, false).last().orElseThrow().hashMibPerSecond()).isEqualTo(100.5);
  }

  @Test
  void fileThatCannotBeReadIsMeasuredAnew() throws IOException {
    Files.writeString(folder.resolve("benchmark.json"), "{\"hash");

    assertThat(at(NOON, false).due()).isTrue();
  }

  @Test
  void folderThatCannotBeWrittenIsNotMeasured() throws IOException {
    Benchmarks benchmarks = new Benchmarks(folder.resolve("gone"), InstantSource.fixed(NOON), true);

    benchmarks.measure();

    assertThat(benchmarks.last()).isEmpty();
  }

  private Benchmarks at(Instant now, boolean anew) {
    return new Benchmarks(folder, InstantSource.fixed(now), anew);
  }
}
