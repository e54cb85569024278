package io.mycelium.drone.machine;

import io.mycelium.core.job.Benchmark;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was measured of this machine last, kept over restarts. Safe for use by many threads; one
/// measures at a time.
public final class Benchmarks {
  private static final Logger LOG = LoggerFactory.getLogger(Benchmarks.class);

  /// Machines change slowly.
  private static final Duration AGE = Duration.ofDays(30);

  /// Unless somebody asked for it, it disturbs nobody who just started to work here.
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Path folder;
  private final Path file;
  private final InstantSource clock;

  /// Written by the one who measures, read by all.
  private volatile Optional<Benchmark> last;

  private volatile boolean wanted;

  /// @param folder the drone's own
  /// @param anew whether to measure even if something is known
  public Benchmarks(Path folder, InstantSource clock, boolean anew) {
    this.folder = folder;
    this.file = folder.resolve("benchmark.json");
    this.clock = clock;
    this.last = kept(file);
    this.wanted = anew;
  }

  private static Optional<Benchmark> kept(Path file) {
    try {
      return Optional.of(Json.read(Files.readString(file), Benchmark.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | Json.Unreadable e) {
      LOG.warn("What was measured of this machine cannot be read, and is measured anew", e);
      return Optional.empty();
    }
  }

  /// What was measured last.
  public Optional<Benchmark> last() {
    return last;
  }

  /// Whether nothing is known, or it is old, or somebody wanted it anew.
  public boolean due() {
    return wanted || last.filter(known -> known.at().plus(AGE).isAfter(clock.instant())).isEmpty();
  }

  /// How long nothing should have worked before it is measured.
  public Duration quiet() {
    return wanted ? Duration.ZERO : QUIET;
  }

  /// Measures, which takes a second or a little more, and keeps it. Nothing else should work then.
  public synchronized void measure() {
    wanted = false;
    try {
      Benchmark measured = new BenchmarkRun(folder).measure(clock.instant());
      last = Optional.of(measured);
      Path begun = folder.resolve("benchmark.json.begun");
      Files.writeString(begun, Json.write(measured));
      Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("This machine could not be measured: {}", e.toString());
    }
  }
}
