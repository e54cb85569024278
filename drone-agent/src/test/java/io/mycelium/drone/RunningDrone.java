package io.mycelium.drone;

import io.mycelium.core.json.Json;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A drone as a process of its own, with the launcher's options for Java.
final class RunningDrone implements AutoCloseable {
  private final Process process;

  private RunningDrone(Process process) {
    this.process = process;
  }

  /// Starts one as a gateway does.
  static RunningDrone child(String url, String name, Path data, Path root) throws IOException {
    RunningDrone drone = started(List.of(), data.resolveSibling(name + ".err"));
    var line = Json.object().put("redis", url).put("name", name).put("data", data.toString());
    line.putArray("roots").add(root.toString());
    drone.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    drone.process.getOutputStream().flush();
    return drone;
  }

  /// Starts one as a person does; its temporary folder is `tmp` beside the file.
  static RunningDrone started(List<String> arguments, Path errors) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher and the gateway start it.
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms8m", "-Xmn6m"));
    line.addAll(List.of("-Xmx32m", "-Xss512k", "-XX:TrimNativeHeapInterval=5000"));
    line.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    line.add("-Djava.io.tmpdir=" + Files.createDirectories(errors.resolveSibling("tmp")));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.addAll(arguments);
    return new RunningDrone(
        new ProcessBuilder(line)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start());
  }

  /// Ends it as a power cut would.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// What the end of its gateway is to it.
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /// Sends SIGTERM.
  void terminate() {
    process.destroy();
  }

  int exitCode(Duration within) throws InterruptedException {
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the drone did not end within " + within);
    }
    return process.exitValue();
  }

  /// Resident memory.
  long residentBytes() throws IOException {
    return kibibytes("VmRSS:") * 1024;
  }

  /// The most resident memory since [#forgetPeak()].
  long peakBytes() throws IOException {
    return kibibytes("VmHWM:") * 1024;
  }

  void forgetPeak() throws IOException {
    Files.writeString(Path.of("/proc/" + process.pid() + "/clear_refs"), "5");
  }

  private long kibibytes(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    try {
      // Its folder is deleted next.
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
