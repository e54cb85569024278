package io.mycelium.acceptance.running;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A drone as a process of its own, which a person started for a gateway elsewhere.
public final class EnrollingDrone implements AutoCloseable {
  private static final String ASKS = "/drone approve ";
  private static final int PATIENCE_SECONDS = 60;
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Process process;
  private final StringBuffer printed = new StringBuffer();
  private final CompletableFuture<String> code = new CompletableFuture<>();
  private final Thread reader = Thread.ofVirtual().unstarted(this::read);

  /// Starts one.
  ///
  /// @param environment beside this process's own
  /// @param options beside those that every drone needs
  public static EnrollingDrone start(
      String name, String gateway, Path data, Map<String, String> environment, String... options) {
    List<String> words =
        new ArrayList<>(List.of("--gateway", gateway, "--name", name, "--data", data.toString()));
    words.addAll(List.of(options));
    var builder =
        new ProcessBuilder(Installation.drone(words.toArray(String[]::new)))
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new EnrollingDrone(builder.start());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private EnrollingDrone(Process process) {
    this.process = process;
    reader.start();
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.append(line).append('\n');
        if (line.contains(ASKS)) {
          code.complete(line.substring(line.indexOf(ASKS) + ASKS.length()).strip());
        }
      }
    } catch (IOException e) {
      printed.append(e);
    }
    code.completeExceptionally(new IllegalStateException(printed.toString()));
  }

  /// The code that it shows.
  public String code() {
    try {
      return code.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the drone shows no code: " + printed, e);
    }
  }

  /// All that it printed so far.
  public String printed() {
    return printed.toString();
  }

  /// Waits for its end, and for the last that it prints.
  public int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the drone does not end: " + printed);
      }
      reader.join(LAST_WORDS);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
