package io.mycelium.drone.machine;

import io.mycelium.drone.machine.Card.Maker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The device files that programs need for a card. The drivers have some for all cards together, so
/// a job with one card gets those of all that its maker made; which one it uses, its libraries are
/// told.
public final class CardDevices {
  private static final int DEPTH = 2;

  private final Path dev;

  /// @param dev usually `/dev`
  public CardDevices(Path dev) {
    this.dev = dev;
  }

  /// Those that are there, by name.
  public List<Path> of(Maker maker) {
    String wanted =
        switch (maker) {
          case NVIDIA -> "nvidia(\\d+|ctl|-modeset|-uvm|-uvm-tools|-caps/nvidia-cap\\d+)";
          case AMD -> "kfd|dri/renderD\\d+";
        };
    try (Stream<Path> found = Files.walk(dev, DEPTH)) {
      return found
          .filter(file -> !Files.isDirectory(file) && !Files.isSymbolicLink(file))
          .filter(file -> dev.relativize(file).toString().matches(wanted))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
