package io.mycelium.functions.drones;

import io.mycelium.core.job.Ability;
import io.mycelium.core.job.Benchmark;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.DroneJob;
import io.mycelium.core.job.Gpu;
import io.mycelium.core.job.Resource;
import io.mycelium.core.reply.Field;
import io.mycelium.core.text.PlainText;
import io.mycelium.core.text.Spans;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a drone has besides processors and memory, and what it refuses, as lines of its card.
final class EquipmentFields {
  /// Enough for eight graphics cards.
  private static final int LONGEST = 900;

  /// Models that it could load.
  private static final String STORED = "ollama:";

  private EquipmentFields() {}

  /// Only what there is something to say of.
  static List<Field> of(Drone drone) {
    List<Field> fields = new ArrayList<>();
    fields.add(field("refuses", "Refuses", refused(drone)));
    fields.add(field("free", "Free for jobs", free(drone.free())));
    if (!drone.equipment().gpus().isEmpty()) {
      fields.add(field("cards", "Graphics cards", cards(drone.equipment().gpus())));
    }
    if (!drone.equipment().models().isEmpty() || stored(drone).length() > 0) {
      fields.add(field("models", "Models", models(drone)));
    }
    drone
        .equipment()
        .benchmark()
        .ifPresent(measured -> fields.add(field("benchmark", "Measured", measured(measured))));
    fields.addAll(lastJobs(drone));
    return List.copyOf(fields);
  }

  private static List<Field> lastJobs(Drone drone) {
    List<Field> fields = new ArrayList<>();
    for (DroneJob job : drone.equipment().last()) {
      int before = fields.size();
      fields.add(
          field(
              "last-" + (before + 1),
              before == 0 ? "Last job" : "Last job but " + before,
              "%s %s in %s: %s"
                  .formatted(
                      job.function(),
                      job.end(),
                      Spans.shortest(job.took().truncatedTo(ChronoUnit.SECONDS)),
                      job.job())));
    }
    return fields;
  }

  private static String refused(Drone drone) {
    List<String> refused = new ArrayList<>();
    drone.equipment().away().ifPresent(why -> refused.add("all jobs now, it works " + why));
    if (drone.advice().isPresent()) {
      refused.add("functions that are not trusted, which it cannot contain");
    }
    return refused.isEmpty() ? "nothing" : String.join("; ", refused);
  }

  private static String free(Ability free) {
    return free.amounts().entrySet().stream()
        .map(amount -> amount.getKey().word() + " " + amount(amount))
        .collect(Collectors.joining(", "));
  }

  private static String amount(Map.Entry<Resource, Long> amount) {
    return amount.getKey().inBytes()
        ? DroneView.size(amount.getValue())
        : Long.toString(amount.getValue());
  }

  private static String cards(List<Gpu> gpus) {
    return gpus.stream().map(EquipmentFields::card).collect(Collectors.joining("; "));
  }

  private static String card(Gpu gpu) {
    List<String> words = new ArrayList<>();
    words.add(gpu.name());
    words.add(
        gpu.memoryBytes() == 0
            ? "memory unknown"
            : "%s, %s free"
                .formatted(DroneView.size(gpu.memoryBytes()), DroneView.size(gpu.freeBytes())));
    gpu.busyPercent().ifPresent(busy -> words.add(busy + "% busy"));
    gpu.celsius().ifPresent(celsius -> words.add(celsius + " °C"));
    return String.join(", ", words);
  }

  /// How many cards of which name, and the most that is free on one.
  static String cardsInShort(Drone drone) {
    List<Gpu> gpus = drone.equipment().gpus();
    long most = drone.free().amounts().getOrDefault(Resource.VRAM, 0L);
    String names = gpus.stream().map(Gpu::name).distinct().collect(Collectors.joining(" and "));
    return gpus.isEmpty()
        ? ""
        : PlainText.line(
            "%s%s, %s free"
                .formatted(gpus.size() > 1 ? gpus.size() + " × " : "", names, DroneView.size(most)),
            100);
  }

  private static String models(Drone drone) {
    List<String> loaded = drone.equipment().models();
    String others = stored(drone);
    String now = loaded.isEmpty() ? "none loaded" : "loaded: " + String.join(" ", loaded);
    return others.isEmpty() ? now : now + "; on its disk: " + others;
  }

  private static String stored(Drone drone) {
    return drone.tags().stream()
        .filter(tag -> tag.startsWith(STORED))
        .map(tag -> tag.substring(STORED.length()))
        .filter(name -> !drone.equipment().models().contains(name))
        .collect(Collectors.joining(" "));
  }

  private static String measured(Benchmark measured) {
    return String.format(
        Locale.ROOT,
        "SHA-256 %.0f MiB/s, memory %.1f GiB/s, disk %.0f MiB/s, on %s",
        measured.hashMibPerSecond(),
        measured.memoryGibPerSecond(),
        measured.diskMibPerSecond(),
        measured.at().atZone(ZoneOffset.UTC).toLocalDate());
  }

  private static Field field(String key, String label, String value) {
    return new Field(key, label, PlainText.line(value, LONGEST));
  }
}
