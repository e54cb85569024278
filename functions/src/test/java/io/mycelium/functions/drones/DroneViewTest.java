package io.mycelium.functions.drones;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Benchmark;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.DroneJob;
import io.mycelium.core.job.Equipment;
import io.mycelium.core.job.Gpu;
import io.mycelium.core.job.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What people read of a drone's machine.
final class DroneViewTest {
  private static final long GIB = 1L << 30;
  private static final Gpu RTX =
      new Gpu("GPU-a", "RTX 3060", 12 * GIB, 11 * GIB, Optional.of(3), Optional.of(41));
  private static final Gpu UNKNOWN =
      new Gpu("GPU-b", "GB10", 0, 0, Optional.empty(), Optional.empty());

  @Test
  void bareDroneHasNothingButWhatIsFree() {
    assertThat(fields(drone(Equipment.NONE, Optional.empty())))
        .isEqualTo(
            Map.of(
                "refuses", "nothing",
                "free", "ram 7.5 GiB, cores 4, disk 100.0 GiB"));
    assertThat(EquipmentFields.cardsInShort(drone(Equipment.NONE, Optional.empty()))).isEmpty();
  }

  @Test
  void cardsModelsAndSpeedAreShown() {
    Benchmark measured = new Benchmark(350.4, 5.12, 210, Instant.parse("2026-05-02T12:00:00Z"));
    Drone drone =
        drone(
            new Equipment(
                List.of(RTX, UNKNOWN),
                List.of("llama3.1"),
                Optional.of(measured),
                new TreeMap<>(Map.of(Resource.VRAM, 3 * GIB, Resource.CORES, 2L)),
                Optional.empty(),
                List.of()),
            Optional.empty(),
            "ollama",
            "ollama:llama3.1",
            "ollama:qwen");

    assertThat(fields(drone))
        .containsEntry(
            "cards", "RTX 3060, 12.0 GiB, 11.0 GiB free, 3% busy, 41 °C; GB10, memory unknown")
        .containsEntry("models", "loaded: llama3.1; on its disk: qwen")
        .containsEntry(
            "benchmark", "SHA-256 350 MiB/s, memory 5.1 GiB/s, disk 210 MiB/s, on 2026-05-02")
        .containsEntry("free", "vram 3.0 GiB, ram 7.5 GiB, cores 2, disk 100.0 GiB");
    assertThat(EquipmentFields.cardsInShort(drone))
        .isEqualTo("2 × RTX 3060 and GB10, 3.0 GiB free");
  }

  @Test
  void eightCardsAreAllShown() {
    Equipment eight =
        new Equipment(
            Collections.nCopies(8, RTX),
            List.of(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            List.of());

    assertThat(fields(drone(eight, Optional.empty())).get("cards").split("; ")).hasSize(8);
  }

  @Test
  void lastJobsAreShownTheNewestFirst() {
    Equipment busy =
        new Equipment(
            List.of(),
            List.of(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            List.of(
                new DroneJob(new JobId("job_2"), "chart", "failed", Duration.ofMillis(12_345)),
                new DroneJob(new JobId("job_1"), "deploy", "done", Duration.ofMinutes(3))));

    assertThat(fields(drone(busy, Optional.empty())))
        .containsEntry("last-1", "chart failed in 12s: job_2")
        .containsEntry("last-2", "deploy done in 3m: job_1")
        .doesNotContainKey("last-3");
  }

  @Test
  void droneSaysWhatItRefuses() {
    Equipment lent =
        new Equipment(
            List.of(),
            List.of(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.of("only between 20:00 and 07:00"),
            List.of());
    Drone drone = drone(lent, Optional.of("apt-get install bubblewrap"));

    assertThat(fields(drone))
        .containsEntry(
            "refuses",
            "all jobs now, it works only between 20:00 and 07:00; functions that are not trusted, which it cannot contain");
    assertThat(DroneView.state(drone, List.of())).isEqualTo("away");
    assertThat(DroneView.state(drone(Equipment.NONE, Optional.empty()), List.of()))
        .isEqualTo("idle");
  }

  private static Map<String, String> fields(Drone drone) {
    Map<String, String> fields = new TreeMap<>();
    EquipmentFields.of(drone).forEach(field -> fields.put(field.key(), field.value()));
    return fields;
  }

  private static Drone drone(Equipment equipment, Optional<String> advice, String... tags) {
    return new Drone(
        new DroneId("drn_attic"),
        "attic",
        "host",
        "linux amd64",
        4,
        8 * GIB,
        4 * GIB,
        100 * GIB,
        new TreeSet<>(List.of(tags)),
        advice.isPresent() ? "none" : "bubblewrap",
        advice,
        List.of(),
        2,
        0,
        "1",
        equipment,
        Instant.EPOCH);
  }
}
