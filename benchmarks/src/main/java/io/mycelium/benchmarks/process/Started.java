package io.mycelium.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A server process that says where it listens, in a line that begins with words of its own.
public final class Started implements AutoCloseable {
  private static final String READY = "ready ";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Process process;
  private final String url;
  private final Duration took;

  private Started(Process process, String url, Duration took) {
    this.process = process;
    this.url = url;
    this.took = took;
  }

  /// Starts one that says `ready URL`, and waits for the line.
  public static Started of(List<String> command, Path folder, Map<String, String> environment) {
    return of(command, folder, environment, READY);
  }

  /// Starts one that says something else before its address.
  public static Started of(
      List<String> command, Path folder, Map<String, String> environment, String words) {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var ready = new CompletableFuture<String>();
    long began = System.nanoTime();
    try {
      Process process = builder.start();
      Thread.ofPlatform().daemon().start(() -> read(process, ready, words));
      String url = ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new Started(process, url, Duration.ofNanos(System.nanoTime() - began));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("%s did not start".formatted(command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Runs a program to its end.
  ///
  /// @return how long it took
  /// @throws IllegalStateException when it ends with an error
  public static Duration run(List<String> command, Path folder, Map<String, String> environment) {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    long began = System.nanoTime();
    try {
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("%s ended with %d".formatted(command, code));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static void read(Process process, CompletableFuture<String> ready, String words) {
    var said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(words)) {
          ready.complete(line.substring(words.length()).strip());
        }
        if (!ready.isDone()) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      said.append(e);
    }
    ready.completeExceptionally(new IllegalStateException(said.toString()));
  }

  public String url() {
    return url;
  }

  /// From its start to the line.
  public Duration took() {
    return took;
  }

  public long pid() {
    return process.pid();
  }

  /// Processor time so far of it and of all below it that live.
  public Duration processor() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(ProcessHandle::pid)
        .map(Usage::processor)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// The process that it started and that fits.
  ///
  /// @throws IllegalStateException when there is none, or several
  public long child(Child wanted) {
    return Child.only(process.toHandle(), wanted);
  }

  /// Ends it the way Ctrl-C does, and by force when that does not help.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
