package io.mycelium.drone.machine;

import io.mycelium.drone.sandbox.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Another program of the machine that tells something when it is asked, such as `nvidia-smi`.
///
/// A question takes a limited time: a program that is late is killed with all that it started. One
/// that cannot even be killed, because it waits for a driver, is left, and as long as it is there
/// no other is started. Safe for use by many threads; they ask one after the other.
public final class HelperProgram {
  /// Not the drone's own `PATH`: as root it would decide what runs as root.
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/usr/bin"),
          Path.of("/bin"),
          Path.of("/usr/sbin"),
          Path.of("/sbin"),
          Path.of("/usr/local/bin"),
          Path.of("/opt/bin"),
          Path.of("/usr/lib/wsl/lib"),
          Path.of("/run/current-system/sw/bin"));

  private static final int LONGEST_ANSWER = 1 << 20;
  private static final Duration MOMENT = Duration.ofMillis(500);

  /// What came of a question.
  public sealed interface Answer {
    /// It ended with 0.
    ///
    /// @param text what it wrote
    record Said(String text) implements Answer {}

    /// It ended with another code than 0, or could not be started.
    ///
    /// @param why for people, in one line
    record Failed(String why) implements Answer {}

    /// It hangs.
    ///
    /// @param why for people, in one line
    record Late(String why) implements Answer {}

    /// There is no such program.
    record Missing() implements Answer {}
  }

  private final Programs programs;
  private final String name;
  private final Duration limit;

  /// The last one, while it may still run.
  private @Nullable Process last;

  /// @param folders where it is looked for, anew for each question
  /// @param limit of one question
  public HelperProgram(List<Path> folders, String name, Duration limit) {
    this.programs = new Programs(folders);
    this.name = name;
    this.limit = limit;
  }

  /// Looks where systems keep their programs.
  public static HelperProgram ofSystem(String name, Duration limit) {
    return new HelperProgram(SYSTEM, name, limit);
  }

  /// Runs the program with these arguments, and waits for its end.
  public synchronized Answer ask(String... arguments) {
    Optional<Path> program = programs.find(name);
    if (program.isEmpty()) {
      return new Answer.Missing();
    }
    if (last != null && last.isAlive()) {
      return new Answer.Late("%s hangs since it was asked last".formatted(name));
    }
    List<String> line = new ArrayList<>(List.of(program.get().toString()));
    line.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      last = process;
      process.getOutputStream().close();
      return answer(process);
    } catch (IOException e) {
      return new Answer.Failed("%s cannot be run: %s".formatted(name, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Late("%s was interrupted".formatted(name));
    }
  }

  private Answer answer(Process process) throws InterruptedException {
    CompletableFuture<String> output = read(process.getInputStream());
    if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      kill(process);
      return new Answer.Late(
          "%s did not answer within %d s".formatted(name, Math.max(1, limit.toSeconds())));
    }
    // What it left behind may keep the pipe open.
    String text = output.completeOnTimeout("", MOMENT.toMillis(), TimeUnit.MILLISECONDS).join();
    int code = process.exitValue();
    return code == 0
        ? new Answer.Said(text)
        : new Answer.Failed(
            "%s ended with %d: %s".formatted(name, code, text.strip().replaceAll("\\s+", " ")));
  }

  private static CompletableFuture<String> read(InputStream stream) {
    var read = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(() -> {
          try (stream) {
            read.complete(new String(stream.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8));
          } catch (IOException e) {
            // It was killed: nobody waits for its words.
            read.complete("");
          }
        });
    return read;
  }

  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
