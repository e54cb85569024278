package io.mycelium.drone;

import io.mycelium.core.id.Ids;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.text.PlainText;
import io.mycelium.drone.agent.Agent;
import io.mycelium.drone.agent.AgentSettings;
import io.mycelium.drone.agent.Surroundings;
import io.mycelium.drone.machine.Benchmarks;
import io.mycelium.drone.machine.Cards;
import io.mycelium.drone.machine.LocalModels;
import io.mycelium.drone.machine.MachineProbe;
import io.mycelium.drone.owner.Owner;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.ContainmentProbe;
import io.mycelium.drone.sandbox.Programs;
import io.mycelium.drone.sandbox.ResourceControl;
import io.mycelium.drone.sandbox.ResourceProbe;
import io.mycelium.drone.sandbox.Sandbox;
import io.mycelium.drone.sandbox.SandboxException;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUnavailable;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a drone together and keeps it until its end is asked for.
final class Program {
  private static final Logger LOG = LoggerFactory.getLogger(Program.class);
  private static final Duration BETWEEN_CONNECTS = Duration.ofSeconds(1);

  /// Shorter than a lease, so that a heartbeat can be tried again within one.
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

  /// Between SIGTERM and SIGKILL for a job that is stopped.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Settings settings;
  private final CountDownLatch end;
  private final Consumer<String> greeting;

  /// @param end is counted down when the drone shall end
  /// @param greeting is told what was started
  Program(Settings settings, CountDownLatch end, Consumer<String> greeting) {
    this.settings = settings;
    this.end = end;
    this.greeting = greeting;
  }

  /// Runs until the end.
  ///
  /// @throws StartFailure when the drone cannot start
  void run() throws IOException, InterruptedException {
    try (DroneFolder folder = DroneFolder.open(settings.data());
        Sandbox sandbox = startedSandbox(folder.path())) {
      Optional<Redis> connected = connected();
      if (connected.isEmpty()) {
        return;
      }
      try (Redis redis = connected.get();
          JobSource source = RedisQueue.open(redis, settings.workspace()).source();
          Agent _ = started(agent(folder), source, sandbox, surroundings(folder.path()))) {
        greeting.accept(greeting(sandbox.containment()));
        end.await();
      }
    }
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

  /// Empty when the end was asked for meanwhile. A drone may well be started before its queue is.
  private Optional<Redis> connected() throws InterruptedException {
    RedisSettings how = RedisSettings.of(settings.redis()).withCommandTimeout(COMMAND_TIMEOUT);
    String told = "";
    do {
      try {
        return Optional.of(Redis.connect(how));
      } catch (RedisUnavailable e) {
        String reason = String.valueOf(e.getMessage());
        if (!reason.equals(told)) {
          LOG.warn("Not connected yet, and trying again: {}", reason);
          told = reason;
        }
      }
    } while (!end.await(BETWEEN_CONNECTS.toMillis(), TimeUnit.MILLISECONDS));
    return Optional.empty();
  }

  private AgentSettings agent(DroneFolder folder) {
    var ids = new Ids(InstantSource.system(), new SecureRandom());
    return new AgentSettings(
        folder.identity(ids),
        name(folder.path()),
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
    return "The drone works for %s and %s.".formatted(settings.redis(), how);
  }
}
