package io.mycelium.drone.machine;

import io.mycelium.core.job.Gpu;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The cards of AMD, as the kernel tells of them below `sys/class/drm`.
final class AmdCards {
  private final Path system;

  /// @param system the folder that holds `sys`
  AmdCards(Path system) {
    this.system = system;
  }

  /// Looks now.
  List<Card> read() {
    List<Card> cards = new ArrayList<>();
    for (Path device : devices()) {
      Optional<Long> total = number(device.resolve("mem_info_vram_total"));
      if (total.isPresent()) {
        cards.add(card(device, total.get(), cards.size()));
      }
    }
    return List.copyOf(cards);
  }

  /// In the order of their numbers: `card10` comes after `card9`.
  private List<Path> devices() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> cards =
        Files.newDirectoryStream(system.resolve("sys/class/drm"), "card*")) {
      cards.forEach(found::add);
    } catch (IOException e) {
      return List.of();
    }
    return found.stream()
        .filter(card -> card.getFileName().toString().matches("card\\d{1,4}"))
        .sorted(
            Comparator.comparingInt(
                card -> Integer.parseInt(card.getFileName().toString().substring(4))))
        .map(card -> card.resolve("device"))
        .toList();
  }

  private static Card card(Path device, long total, int index) {
    Optional<String> serial =
        line(device.resolve("unique_id")).filter(id -> id.matches("[0-9a-fA-F]{1,16}"));
    String place = device.getName(device.getNameCount() - 2).toString();
    long used = number(device.resolve("mem_info_vram_used")).orElse(total);
    Gpu gpu =
        new Gpu(
            serial.map(id -> "GPU-" + id).orElse(place),
            line(device.resolve("product_name")).orElse("AMD card"),
            total,
            Math.max(0, total - used),
            number(device.resolve("gpu_busy_percent")).map(Long::intValue),
            celsius(device));
    // The library knows a card by its serial, or by its place among all.
    String selector = serial.map(id -> "GPU-" + id).orElse(Integer.toString(index));
    return new Card(gpu, Card.Maker.AMD, selector, Optional.empty(), Optional.empty());
  }

  private static Optional<Integer> celsius(Path device) {
    try (Stream<Path> monitors = Files.list(device.resolve("hwmon"))) {
      return monitors
          .flatMap(monitor -> number(monitor.resolve("temp1_input")).stream())
          .map(thousandths -> (int) (thousandths / 1000))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(Path file) {
    return line(file).filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong);
  }

  private static Optional<String> line(Path file) {
    try {
      return Files.readString(file)
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
