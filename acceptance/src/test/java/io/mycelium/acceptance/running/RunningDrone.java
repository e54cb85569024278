package io.mycelium.acceptance.running;

import io.mycelium.core.json.Json;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A drone as a process of its own, told what to do on its standard input as the gateway does it.
public final class RunningDrone implements AutoCloseable {
  private final Process process;

  /// Starts one; it is live when `drone list` has it.
  public static RunningDrone start(String name, String redis, Path data, Path root) {
    try {
      Process process =
          new ProcessBuilder(Installation.drone())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      var order =
          Json.object()
              .put("redis", redis)
              .put("workspace", "main")
              .put("name", name)
              .put("data", data.toString())
              .put("slots", 2);
      order.putArray("roots").add(root.toString());
      order.putArray("mask");
      process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return new RunningDrone(process);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private RunningDrone(Process process) {
    this.process = process;
  }

  /// Ends it like a power cut would.
  public void kill() {
    process.destroyForcibly();
  }

  /// Sends a signal, such as `STOP`.
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
