package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches one process from start to end, on virtual threads: feeds it, takes its output, ends its
/// tree when it is time.
final class Supervision {
  private static final int BUFFER = 8 * 1024;

  /// A process that escaped an uncontained run may hold the pipe open for ever.
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

  /// Between looks at the processor time of the whole run.
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Process process;
  private final ProcessTree tree;
  private final RunOutput output;
  private final Limits limits;
  private final Surroundings around;
  private final Duration grace;
  private final CompletableFuture<Outcome> end = new CompletableFuture<>();
  private final CompletableFuture<Outcome> stop = new CompletableFuture<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /// Whether it may be fed.
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  Supervision(
      Process process,
      ProcessTree tree,
      RunOutput output,
      Limits limits,
      Surroundings around,
      Duration grace) {
    this.process = process;
    this.tree = tree;
    this.output = output;
    this.limits = limits;
    this.around = around;
    this.grace = grace;
  }

  Execution start(Invocation invocation) {
    if (!invocation.calls()) {
      ready.complete(true);
    }
    Thread.ofVirtual().name("sandbox-stdin").start(() -> feed(invocation.stdin()));
    Thread.ofVirtual().name("sandbox-watch").start(this::watch);
    return new Execution(end, stop);
  }

  private void watch() {
    Thread stdout = reader("sandbox-stdout", this::takeStdout);
    Thread stderr = reader("sandbox-stderr", this::takeStderr);
    try {
      Optional<Outcome> imposed = awaitExit();
      if (imposed.isPresent()) {
        tree.terminate(grace);
      }
      tree.kill();
      stdout.join(LONGEST_DRAIN);
      stderr.join(LONGEST_DRAIN);
      complete(imposed.orElseGet(this::ownEnd));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      around.clean();
      end.completeExceptionally(e);
    } catch (RuntimeException e) {
      around.clean();
      end.completeExceptionally(e);
    }
  }

  private Outcome ownEnd() {
    Outcome outcome = Outcome.ofStatus(process.exitValue());
    // A command that coped with the loss of a process ended well.
    return !outcome.equals(new Outcome.Exited(0)) && around.group().ranOutOfMemory()
        ? new Outcome.OutOfMemory()
        : outcome;
  }

  private void complete(Outcome outcome) {
    around.clean();
    RuntimeException thrown = failure.get();
    if (thrown == null) {
      end.complete(outcome);
    } else {
      end.completeExceptionally(thrown);
    }
  }

  /// Empty when the process ended by itself.
  private Optional<Outcome> awaitExit() throws InterruptedException {
    long deadline = System.nanoTime() + limits.wall().toNanos();
    CompletableFuture<Object> change = CompletableFuture.anyOf(process.onExit(), stop);
    for (long left = limits.wall().toNanos(); left > 0; left = deadline - System.nanoTime()) {
      try {
        change.get(Math.min(left, BETWEEN_LOOKS.toNanos()), TimeUnit.NANOSECONDS);
        return process.isAlive() ? Optional.of(stop.join()) : Optional.empty();
      } catch (TimeoutException e) {
        if (around.group().cpuTime().filter(used -> used.compareTo(limits.cpu()) > 0).isPresent()) {
          return Optional.of(new Outcome.OutOfProcessorTime());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("neither future fails", e);
      }
    }
    return Optional.of(new Outcome.TimedOut());
  }

  private void feed(Input stdin) {
    try (OutputStream input = process.getOutputStream()) {
      if (ready.join()) {
        stdin.writeTo(input);
      }
    } catch (IOException e) {
      // The command ended, or closed its input, without reading all; that is its right.
      return;
    }
  }

  private interface Reading {
    void read() throws IOException;
  }

  private Thread reader(String name, Reading reading) {
    return Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            reading.read();
          } catch (IOException e) {
            // The pipe broke: nothing more comes.
            return;
          } catch (RuntimeException e) {
            endFor(e);
          } catch (Error e) {
            // Memory that ran out, for one: a command whose output nobody takes would wait for
            // ever.
            endFor(new SandboxException("the output cannot be taken", e));
          }
        });
  }

  private void endFor(RuntimeException thrown) {
    failure.compareAndSet(null, thrown);
    stop.complete(new Outcome.Cancelled());
  }

  private void takeStdout() throws IOException {
    awaitCall();
    take(process.getInputStream(), output::stdout, new LineSplitter(output::stdoutLine));
  }

  /// What calls gets its input only then: in the pipe it would be found also by what a killed drone
  /// cannot end any more.
  private void awaitCall() throws IOException {
    if (ready.isDone()) {
      return;
    }
    try {
      ready.complete(process.getInputStream().read() == Invocation.READY);
    } finally {
      ready.complete(false);
    }
  }

  private void takeStderr() throws IOException {
    take(process.getErrorStream(), output::stderr, new LineSplitter(output::stderrLine));
  }

  private static void take(InputStream from, Consumer<ByteBuffer> whole, LineSplitter lines)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (from) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        whole.accept(ByteBuffer.wrap(buffer, 0, count).asReadOnlyBuffer());
        lines.feed(buffer, count);
      }
    }
    lines.finish();
  }
}
