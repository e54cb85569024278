package io.mycelium.drone.sandbox;

import io.mycelium.core.job.HostPattern;
import io.mycelium.core.job.NetworkPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a job might try, all tried in one process that is the drone, whoever its user is.
///
/// Prints for each attempt a line with its name and the outcome, then what it printed.
final class Attempts {
  static final String SECRET = "a-key-that-nobody-should-read";

  private final Path home;
  private final Sandbox sandbox;

  private Attempts(Path home, Sandbox sandbox) {
    this.home = home;
    this.sandbox = sandbox;
  }

  /// @param arguments a folder that this user can write, and the name that left children carry
  public static void main(String... arguments) throws IOException, InterruptedException {
    Path home = Path.of(arguments[0]);
    Programs programs = Programs.ofSystem();
    Containment containment =
        new ContainmentProbe(programs, Path.of("/etc/os-release"), home.resolve("probe")).detect();
    Path own = home.resolve("sandbox");
    ResourceControl control = new ResourceProbe(Path.of("/"), own).detect();
    System.out.println(containment.level() + " " + control.level());
    try (Sandbox sandbox =
        new Sandbox(containment, control, programs, own, Duration.ofMillis(500))) {
      var attempts = new Attempts(home, sandbox);
      attempts.files();
      attempts.network();
      attempts.resources(arguments[1]);
    }
  }

  private void files() throws IOException, InterruptedException {
    Path identity = Files.writeString(home.resolve("drone.json"), SECRET);
    Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-rw-rw-"));
    attempt("read-key", "cat %s".formatted(identity));
    attempt("read-shadow", "cat /etc/shadow");
    attempt("write-identity", "echo other >%s".formatted(identity));
    attempt("write-through-link", "ln -s %s link && echo other >link".formatted(identity));
    attempt(
        "climb",
        "cat /work/../../drone.json /proc/1/root%s /proc/self/cwd/../drone.json"
            .formatted(identity));
    System.out.println("identity: " + Files.readString(identity));
  }

  private void network() throws IOException, InterruptedException {
    try (var gateway = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String loopback = connecting("127.0.0.1", gateway.getLocalPort());
      attempt("reach-gateway", loopback);
      attempt("reach-network", connecting("192.0.2.1", 80));
      Optional<HostPattern> listed = HostPattern.parse("pypi.org:443");
      Run run = run(loopback).withNetwork(new NetworkPolicy.Allowed(List.of(listed.orElseThrow())));
      attempt("reach-gateway-beside-the-proxy", run);
      String asking =
          "python3 -c \"import http.client as h; c = h.HTTPConnection('127.0.0.1', 3128); c.set_tunnel('127.0.0.1', %d); c.request('GET', '/')\" 2>&1 | tail -1"
              .formatted(gateway.getLocalPort());
      attempt(
          "reach-gateway-by-the-proxy",
          run(asking).withNetwork(new NetworkPolicy.Allowed(List.of(listed.orElseThrow()))));
      gateway.setSoTimeout(1);
      System.out.println("gateway: " + (reached(gateway) ? "reached" : "not reached"));
    }
  }

  private static boolean reached(ServerSocket gateway) throws IOException {
    try {
      gateway.accept().close();
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  private static String connecting(String host, int port) {
    return "python3 -c \"import socket; socket.create_connection(('%s', %d), 5); print('reached')\" 2>&1 | tail -1"
        .formatted(host, port);
  }

  private void resources(String name) throws IOException, InterruptedException {
    attempt("allocate", "python3 -c \"print(len(b'x' * (1 << 30)))\"");
    attempt(
        "fork",
        run("python3 -c \"import os, time\nwhile True:\n  if os.fork() == 0: os.close(1), os.close(2), time.sleep(1000)\" 2>&1 | tail -1; echo survived")
            .withLimits(Limits.defaults().withProcesses(40)));
    attempt(
        "leave-a-child",
        run("trap '' TERM; setsid sh -c 'trap \"\" TERM; sleep 1000; : %s' & sleep 1001"
                .formatted(name))
            .withLimits(Limits.defaults().withWall(Duration.ofSeconds(1))));
    System.out.println("left: " + Processes.whoseCommandHolds(name).size());
    attempt("still-works", "echo yes");
  }

  private void attempt(String name, String script) throws IOException, InterruptedException {
    attempt(name, run(script));
  }

  private void attempt(String name, Run run) throws InterruptedException {
    var output = new Captured();
    Outcome outcome = sandbox.start(run, output).await();
    List<String> all = new ArrayList<>(output.lines());
    all.addAll(output.errors());
    all.addAll(output.notes());
    System.out.println(name + ": " + outcome + " " + String.join(" | ", all));
  }

  private Run run(String script) throws IOException {
    return Run.of(Files.createTempDirectory(home, "work"), List.of("sh", "-c", script));
  }
}
