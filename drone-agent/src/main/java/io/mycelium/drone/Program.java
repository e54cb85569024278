package io.mycelium.drone;

import io.mycelium.core.job.JobSource;
import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.text.PlainText;
import io.mycelium.drone.agent.Agent;
import io.mycelium.drone.agent.AgentSettings;
import io.mycelium.drone.agent.Surroundings;
import io.mycelium.drone.machine.Benchmarks;
import io.mycelium.drone.machine.Cards;
import io.mycelium.drone.machine.LocalModels;
import io.mycelium.drone.machine.Machine;
import io.mycelium.drone.machine.MachineProbe;
import io.mycelium.drone.owner.Owner;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.ContainmentProbe;
import io.mycelium.drone.sandbox.Programs;
import io.mycelium.drone.sandbox.ResourceControl;
import io.mycelium.drone.sandbox.ResourceProbe;
import io.mycelium.drone.sandbox.Sandbox;
import io.mycelium.drone.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Puts a drone together and keeps it until its end is asked for.
final class Program {
  /// Between SIGTERM and SIGKILL for a job that is stopped.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Settings settings;
  private final CountDownLatch end;
  private final Consumer<String> greeting;
  private final CompletableFuture<Void> revoked = new CompletableFuture<>();

  /// @param end is counted down when the drone shall end, here too
  /// @param greeting is told what was started, before what there is to do, and when the drone ends
  ///   because it was drained
  Program(Settings settings, CountDownLatch end, Consumer<String> greeting) {
    this.settings = settings;
    this.end = end;
    this.greeting = greeting;
  }

  /// Runs until the end.
  ///
  /// @throws StartFailure when the drone cannot start
  void run() throws IOException, InterruptedException {
    try (DroneFolder folder = DroneFolder.open(settings.data())) {
      Surroundings around = surroundings(folder.path());
      // So that they are seen by the time that somebody is told of them.
      around.cards().now();
      run(folder, around);
    }
    if (revoked.isDone()) {
      throw StartFailure.unavailable("This drone was revoked, and has ended.");
    }
  }

  private void run(DroneFolder folder, Surroundings around)
      throws IOException, InterruptedException {
    try (Sandbox sandbox = startedSandbox(folder.path())) {
      Optional<Connected> connected = connected(folder, around);
      if (connected.isEmpty()) {
        return;
      }
      try (Connected queue = connected.get();
          Agent agent = started(agent(folder, queue), queue.source(), sandbox, around)) {
        greeting.accept(greeting(sandbox.containment()));
        CompletionStage<Void> _ = agent.onDrained().thenRun(this::drained);
        CompletionStage<Void> _ = revoked.thenRun(agent::shutOut);
        end.await();
      }
    }
  }

  private Optional<Connected> connected(DroneFolder folder, Surroundings around)
      throws InterruptedException {
    return switch (settings.way()) {
      case Way.Direct direct -> new DirectWay(direct, end).connect(folder);
      case Way.Gateway gateway ->
          new GatewayWay(gateway, () -> sheet(folder.path(), around), end, this::revoke, greeting)
              .connect(folder);
    };
  }

  private void revoke() {
    revoked.complete(null);
    end.countDown();
  }

  private DroneSheet sheet(Path data, Surroundings around) {
    Machine machine = MachineProbe.ofThisMachine(data).measure();
    return new DroneSheet(
        name(data),
        machine.hostname(),
        machine.os() + ' ' + machine.arch(),
        machine.cores(),
        machine.memoryTotalBytes(),
        around.cards().now().stream().map(card -> card.gpu().name()).toList());
  }

  private void drained() {
    greeting.accept("The drone is drained: its jobs have ended, and it goes.");
    end.countDown();
  }

  private static Sandbox startedSandbox(Path data) throws InterruptedException {
    try {
      return sandbox(data);
    } catch (SandboxException e) {
      throw e.getCause() instanceof IOException cause ? StartFailure.unusable(data, cause) : e;
    }
  }

  private Surroundings surroundings(Path data) {
    InstantSource clock = InstantSource.system();
    return new Surroundings(
        Cards.ofThisMachine(),
        LocalModels.ofThisMachine(System.getenv()),
        Owner.ofThisMachine(settings.owner(), clock),
        Optional.of(new Benchmarks(data, clock, settings.benchmark())));
  }

  private static Agent started(
      AgentSettings agent, JobSource source, Sandbox sandbox, Surroundings around) {
    try {
      return Agent.start(agent, source, sandbox, around, InstantSource.system());
    } catch (IOException e) {
      throw StartFailure.unusable(agent.data(), e);
    }
  }

  /// Tries a contained command on this machine, and makes the sandbox that it allows.
  ///
  /// @throws SandboxException when the folder cannot be used
  static Sandbox sandbox(Path data) throws InterruptedException {
    Programs programs = Programs.ofSystem();
    Containment containment =
        new ContainmentProbe(programs, Path.of("/etc/os-release"), data.resolve("probe")).detect();
    Path own = data.resolve("sandbox");
    ResourceControl control = new ResourceProbe(Path.of("/"), own).detect();
    return new Sandbox(containment, control, programs, own, GRACE);
  }

  private AgentSettings agent(DroneFolder folder, Connected queue) {
    return new AgentSettings(
        queue.id(),
        queue.name().orElseGet(() -> name(folder.path())),
        version(),
        folder.path(),
        settings.roots(),
        settings.writable(),
        settings.masked(),
        settings.tags(),
        settings.slots());
  }

  private String name(Path data) {
    String name =
        settings.name().orElseGet(() -> MachineProbe.ofThisMachine(data).measure().hostname());
    return PlainText.line(name, 60);
  }

  static String version() {
    return Optional.ofNullable(Program.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private String greeting(Containment containment) {
    String how =
        switch (containment) {
          case Containment.Bubblewrap bubblewrap -> "contains jobs with " + bubblewrap.version();
          case Containment.None(var reason, var remedy) ->
              "runs trusted functions only: %s. To mend that: %s".formatted(reason, remedy);
        };
    Object where =
        switch (settings.way()) {
          case Way.Direct(var redis, _) -> redis;
          case Way.Gateway(var origin, _) -> origin;
        };
    return "The drone works for %s and %s.".formatted(where, how);
  }
}
