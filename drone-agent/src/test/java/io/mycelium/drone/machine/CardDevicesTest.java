package io.mycelium.drone.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.drone.machine.Card.Maker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CardDevicesTest {
  @TempDir Path dev;

  @BeforeEach
  void make() throws IOException {
    Files.createDirectory(dev.resolve("dri"));
    Files.createDirectories(dev.resolve("nvidia-caps"));
    List<String> names =
        List.of(
            "nvidia0",
            "nvidia12",
            "nvidiactl",
            "nvidia-uvm",
            "nvidia-caps/nvidia-cap1",
            "nvidia-other",
            "kfd",
            "dri/card0",
            "dri/renderD128",
            "mem");
    for (String name : names) {
      Files.createFile(dev.resolve(name));
    }
    Files.createSymbolicLink(dev.resolve("nvidia1"), dev.resolve("mem"));
  }

  @Test
  void programsForNvidiaNeedItsCardsItsControlAndItsParts() {
    assertThat(new CardDevices(dev).of(Maker.NVIDIA))
        .map(file -> dev.relativize(file).toString())
        .containsExactly(
            "nvidia-caps/nvidia-cap1", "nvidia-uvm", "nvidia0", "nvidia12", "nvidiactl");
  }

  @Test
  void programsForAmdNeedItsControlAndWhatRenders() {
    assertThat(new CardDevices(dev).of(Maker.AMD))
        .containsExactly(dev.resolve("dri/renderD128"), dev.resolve("kfd"));
  }

  @Test
  void machineWithoutDevicesHasNone() {
    assertThat(new CardDevices(dev.resolve("none")).of(Maker.NVIDIA)).isEmpty();
  }
}
