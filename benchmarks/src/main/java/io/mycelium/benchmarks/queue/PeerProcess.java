package io.mycelium.benchmarks.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A process that is told and answers in lines of JSON. What it says besides is shown.
public final class PeerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final PrintWriter orders;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

  /// A line of it.
  ///
  /// @param at when it came, by [System#nanoTime]
  public record Answer(JsonNode said, long at) {}

  private PeerProcess(Process process) {
    this.process = process;
    this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("peer-answers").start(this::listen);
  }

  static PeerProcess start(ProcessBuilder builder) {
    try {
      return new PeerProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(new Answer(Json.parse(line), System.nanoTime()));
      }
    } catch (IOException e) {
      // It was killed.
      return;
    }
  }

  long pid() {
    return process.pid();
  }

  void say(String order) {
    orders.println(order);
  }

  /// The next line that has a field; others are passed over.
  ///
  /// @throws IllegalStateException when there is none in five minutes
  Answer await(String field) {
    return next(field, PATIENCE)
        .orElseThrow(() -> new IllegalStateException("the peer does not say " + field));
  }

  /// The next line that has a field; others are passed over.
  ///
  /// @return nothing when it does not come in time
  public Optional<Answer> next(String field, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (true) {
        Answer answer = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (answer == null || answer.said().has(field)) {
          return Optional.ofNullable(answer);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Ends it as `kill -9` does.
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
