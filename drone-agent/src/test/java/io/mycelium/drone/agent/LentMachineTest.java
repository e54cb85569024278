package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Hours;
import io.mycelium.core.job.Resource;
import io.mycelium.drone.machine.Benchmarks;
import io.mycelium.drone.machine.Cards;
import io.mycelium.drone.machine.FakeProgram;
import io.mycelium.drone.machine.HelperProgram;
import io.mycelium.drone.machine.LocalModels;
import io.mycelium.drone.owner.Owner;
import io.mycelium.drone.owner.OwnerPolicy;
import io.mycelium.drone.owner.OwnerPolicy.Leave;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.Programs;
import io.mycelium.drone.sandbox.ResourceControl;
import io.mycelium.drone.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drone on a machine with cards, and with an owner.
final class LentMachineTest {
  private static final long GIB = 1L << 30;
  private static final Instant DAY = Instant.parse("2026-05-04T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-05-04T23:00:00Z");

  private static final String CARDS =
      """
      8.6, GPU-small, 12288, 12000, 0, 40, 550.54.14, [N/A], RTX 3060
      8.9, GPU-large, 24564, 24400, 0, 40, 550.54.14, [N/A], RTX 4090\
      """;

  private static final String SEES = "echo \"sees ${CUDA_VISIBLE_DEVICES-all}\"";

  private final AtomicReference<Instant> clock = new AtomicReference<>(NIGHT);
  private final JobsInMemory jobs = new JobsInMemory();
  @TempDir Path home;
  private HelperProgram nvidia;
  private Sandbox sandbox;

  @BeforeEach
  void prepare() throws IOException {
    nvidia = new FakeProgram(home, "nvidia-smi").saying(CARDS).program(Duration.ofSeconds(10));
    sandbox =
        new Sandbox(
            new Containment.None("as the test wants it", "nothing"),
            new ResourceControl.PerProcess("as the test wants it"),
            Programs.ofSystem(),
            Files.createDirectories(home.resolve("data")).resolve("sandbox"),
            Duration.ofMillis(500));
  }

  @AfterEach
  void clean() throws IOException {
    sandbox.close();
    new FakeProgram(home, "nvidia-smi").remove(nvidia);
  }

  @Test
  void jobsGetCardsOfTheirOwnAndWaitWhileNoneIsFree() throws IOException {
    String holds =
        SEES + "; while [ ! -e '%s' ]; do sleep 0.05; done".formatted(home.resolve("go"));
    jobs.add("large", "vram>=16g", holds);
    jobs.add("small", "cuda vram>=10g", holds);
    jobs.add("later", "vram>=10g", SEES);

    try (Agent _ = agent(Owner.always())) {
      awaitTold("large", "running");
      awaitTold("small", "running");
      await().until(() -> free(Resource.VRAM) < 10 * GIB);
      assertThat(jobs.told("later")).isEqualTo("waiting");

      Files.createFile(home.resolve("go"));
      awaitTold("large", "sees GPU-large");
      awaitTold("small", "sees GPU-small");
      // On whichever was free first.
      await().atMost(20, TimeUnit.SECONDS).until(() -> jobs.told("later").startsWith("sees GPU-"));
    }
  }

  @Test
  void droneTellsOfItsLastJobs() throws IOException {
    jobs.add("good", "", "echo ok");
    jobs.add("bad", "", "exit 3");

    try (Agent _ = agent(Owner.always())) {
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() ->
              jobs.announced().filter(drone -> drone.equipment().last().size() == 2).isPresent());
    }

    assertThat(jobs.announced().orElseThrow().equipment().last())
        .extracting(job -> job.job().value() + " " + job.end())
        .containsExactlyInAnyOrder("job_good done", "job_bad failed");
  }

  @Test
  void jobWithoutACardSeesNone() throws IOException {
    try (Agent _ = agent(Owner.always())) {
      await().until(() -> free(Resource.VRAM) > 0);
      jobs.add("plain", "", SEES);

      awaitTold("plain", "sees");
    }
  }

  @Test
  void droneTellsItsTagsCardsAndSpeed() throws IOException {
    try (Agent _ = agent(Owner.always())) {
      Drone drone =
          await()
              .atMost(20, TimeUnit.SECONDS)
              .until(
                  () -> jobs.announced().orElse(null),
                  seen ->
                      seen != null
                          && seen.equipment().gpus().size() == 2
                          && seen.equipment().benchmark().isPresent());

      assertThat(drone.tags()).contains("gpu", "cuda", "nvidia", "extra");
      assertThat(drone.equipment().away()).isEmpty();
      assertThat(drone.equipment().free().get(Resource.RAM)).isLessThan(drone.memoryBytes());
    }
  }

  @Test
  void ownerWhoNeedsTheMachineIsLeftAlone() throws IOException {
    clock.set(DAY);
    jobs.add("patient", "", "echo done");

    try (Agent _ = agent(owner(Leave.FINISH))) {
      await().until(() -> jobs.announced().isPresent());
      assertThat(jobs.announced().orElseThrow().equipment().away())
          .contains("only between 20:00 and 07:00");
      await().during(Duration.ofMillis(500)).until(() -> jobs.told("patient").equals("waiting"));

      clock.set(NIGHT);
      awaitTold("patient", "done");
    }
  }

  @Test
  void runningJobGoesOnWhenTheOwnerReturns() throws IOException {
    jobs.add(
        "long",
        "",
        "while [ ! -e '%s' ]; do sleep 0.05; done; echo done".formatted(home.resolve("go")));

    try (Agent _ = agent(owner(Leave.FINISH))) {
      awaitTold("long", "running");
      clock.set(DAY);
      awaitAway();
      assertThat(jobs.told("long")).isEqualTo("running");

      Files.createFile(home.resolve("go"));
      awaitTold("long", "done");
    }
  }

  @Test
  void runningJobIsGivenBackWhenTheOwnerWantsIt() throws IOException {
    jobs.add("long", "", "sleep 600");

    try (Agent _ = agent(owner(Leave.STOP))) {
      awaitTold("long", "running");
      clock.set(DAY);

      awaitTold("long", "released");
    }
  }

  private Agent agent(Owner owner) throws IOException {
    Path data = home.resolve("data");
    var settings =
        new AgentSettings(
            new DroneId("drn_one"),
            "one",
            "test",
            data,
            List.of(),
            List.of(),
            List.of(),
            Set.of("extra"),
            4);
    var around =
        new Surroundings(
            Cards.of(nvidia, home, Duration.ofHours(1)),
            LocalModels.none(),
            owner,
            Optional.of(new Benchmarks(data, InstantSource.system(), true)));
    return Agent.start(settings, jobs, sandbox, around, InstantSource.system());
  }

  private Owner owner(Leave leave) {
    return Owner.by(
        new OwnerPolicy(Optional.of(Hours.parse("20:00-07:00")), Optional.empty(), leave),
        clock::get,
        ZoneOffset.UTC);
  }

  private long free(Resource resource) {
    return jobs.announced()
        .map(drone -> drone.equipment().free().getOrDefault(resource, 0L))
        .orElse(0L);
  }

  private void awaitAway() {
    await().until(() -> jobs.announced().orElseThrow().equipment().away().isPresent());
  }

  private void awaitTold(String job, String what) {
    await().atMost(20, TimeUnit.SECONDS).until(() -> jobs.told(job).strip(), what::equals);
  }
}
