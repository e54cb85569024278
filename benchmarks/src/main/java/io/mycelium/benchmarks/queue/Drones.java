package io.mycelium.benchmarks.queue;

import io.mycelium.benchmarks.process.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Drones as a person starts them, on a network that is trusted with Redis.
record Drones(List<Process> processes, Starts starts, long since) implements Workforce.Workers {
  /// Less than a drone may have.
  private static final int SLOTS = 50;

  Drones {
    processes = List.copyOf(processes);
  }

  /// Starts as many as are needed.
  ///
  /// @param folder a new one, below which each has a folder
  /// @param writable where jobs may write
  static Drones start(String redis, Path folder, Path writable, int lanes, Starts starts)
      throws IOException {
    List<Process> processes = new ArrayList<>();
    long since = System.nanoTime();
    for (int left = lanes; left > 0; left -= SLOTS) {
      Path data = folder.resolve("drone-" + processes.size());
      var words =
          List.of(
              "drone",
              "--data",
              data.toString(),
              "--writable",
              writable.toString(),
              "--slots",
              Integer.toString(Math.min(SLOTS, left)));
      var builder =
          new ProcessBuilder(Checkout.launcher(Checkout.home(), words))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("MYCELIUM_REDIS", redis);
      processes.add(builder.start());
    }
    return new Drones(processes, starts, since);
  }

  @Override
  public List<Long> started(int jobs) {
    return starts.await(since, jobs);
  }

  @Override
  public void kill() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }

  @Override
  public void close() {
    kill();
  }
}
