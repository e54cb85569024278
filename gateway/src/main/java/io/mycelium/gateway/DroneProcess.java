package io.mycelium.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The drone that runs beside the gateway, as a process of its own: started, started again when it
/// dies, ended with the gateway. One that ended in order, as somebody drained it, stays away. It
/// gets what it needs to know, the store's password among it, on its standard input; when that
/// closes, however the gateway ended, the drone ends.
final class DroneProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DroneProcess.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(8);

  /// What the drone is told.
  record Order(
      String redis,
      String workspace,
      String name,
      Path data,
      List<Path> roots,
      List<Path> writable,
      List<Path> mask,
      int slots,
      Lent lent) {}

  /// When it takes jobs.
  ///
  /// @param only hours; always when empty
  /// @param idle how long nobody must have used the machine; zero when that does not matter
  /// @param takeBack whether jobs that run are given back when it takes no more
  record Lent(String only, Duration idle, boolean takeBack) {
    private void tell(ObjectNode line) {
      if (!only.isEmpty()) {
        line.put("only", only);
      }
      if (idle.toSeconds() > 0) {
        line.put("idle", idle.toSeconds() + "s");
      }
      line.put("leave", takeBack ? "stop" : "finish");
    }
  }

  private final Order order;
  private final List<String> command;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /// Replaced by the watching thread, under the lock of this object, so that a stop finds the last
  /// one.
  private volatile Process process;

  static DroneProcess start(Order order) {
    var drone = new DroneProcess(order);
    Thread.ofVirtual().name("drone-watch").start(drone::watch);
    return drone;
  }

  private DroneProcess(Order order) {
    this.order = order;
    this.command = command(order.slots());
    this.process = launch();
  }

  /// The same Java with the flags that keep it small, on the jar beside the gateway's.
  ///
  /// @param slots how many jobs it runs at once
  static List<String> command(int slots) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms8m",
            "-Xmn6m",
            "-Xmx%dm".formatted(heapMegabytes(slots)),
            "-Xss512k",
            "-XX:TrimNativeHeapInterval=5000",
            "-Xlog:aot*=off",
            "-Xlog:cds*=off"));
    words.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    String cache = System.getProperty("mycelium.drone.aot", "");
    if (!cache.isEmpty()) {
      words.add("-XX:AOTCache=" + cache);
    }
    words.addAll(List.of("-cp", Programs.droneClassPath(), "io.mycelium.drone.Main"));
    return words;
  }

  /// What a job prints last may take some megabytes, and all jobs may end at once.
  private static int heapMegabytes(int slots) {
    return Math.max(32, 16 + 8 * slots);
  }

  private Process launch() {
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      tell(started.getOutputStream());
      return started;
    } catch (IOException e) {
      throw new StartFailure(
          "The drone cannot be started (%s); './mycelium up --no-drone' goes without."
              .formatted(e.getMessage()));
    }
  }

  /// The stream stays open: its end is what tells the drone that the gateway is gone.
  private void tell(OutputStream input) throws IOException {
    var line =
        Json.object()
            .put("redis", order.redis())
            .put("workspace", order.workspace())
            .put("name", order.name())
            .put("data", order.data().toString())
            .put("slots", order.slots());
    order.lent().tell(line);
    var roots = line.putArray("roots");
    order.roots().forEach(root -> roots.add(root.toString()));
    var writable = line.putArray("writable");
    order.writable().forEach(folder -> writable.add(folder.toString()));
    var mask = line.putArray("mask");
    order.mask().forEach(folder -> mask.add(folder.toString()));
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  private void watch() {
    try {
      while (true) {
        int code = process.waitFor();
        if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        if (code == 0) {
          LOG.info("the drone was drained and has ended; the next start of the gateway starts it");
          return;
        }
        LOG.warn("the drone ended with {} and is started again", code);
        again();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void again() {
    if (stopping.getCount() > 0) {
      process = launch();
    }
  }

  long pid() {
    return process.pid();
  }

  /// Closes its standard input, on which it gives its jobs back and ends; ends it by force when it
  /// does not.
  @Override
  public void close() {
    Process last;
    synchronized (this) {
      stopping.countDown();
      last = process;
    }
    try {
      last.getOutputStream().close();
      if (!last.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        last.destroyForcibly();
      }
    } catch (IOException e) {
      last.destroyForcibly();
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
