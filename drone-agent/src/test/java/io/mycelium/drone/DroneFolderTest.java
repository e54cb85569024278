package io.mycelium.drone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.Ids;
import io.mycelium.core.link.DroneKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DroneFolderTest {
  private final Ids ids = new Ids(InstantSource.system(), new Random(1));

  @TempDir Path home;

  @Test
  void identityOutlivesTheDroneAndIsItsOwnersAlone() throws Exception {
    DroneId first;
    try (DroneFolder folder = DroneFolder.open(home.resolve("data"))) {
      first = folder.identity(ids);
    }

    try (DroneFolder folder = DroneFolder.open(home.resolve("data"))) {
      assertThat(folder.identity(ids)).isEqualTo(first);
      assertThat(permissions(folder.path().resolve("drone.json"))).isEqualTo("rw-------");
      assertThat(permissions(folder.path())).isEqualTo("rwx------");
    }
  }

  @Test
  void keyOutlivesTheDroneAndIsItsOwnersAlone() throws Exception {
    DroneKey first;
    try (DroneFolder folder = DroneFolder.open(home.resolve("data"))) {
      first = DroneKey.of(folder.key().getPublic());
    }

    try (DroneFolder folder = DroneFolder.open(home.resolve("data"))) {
      assertThat(DroneKey.of(folder.key().getPublic())).isEqualTo(first);
      assertThat(permissions(folder.path().resolve("key.json"))).isEqualTo("rw-------");
    }
  }

  @Test
  void spoiltKeyIsToldWithoutRepeatingIt() throws Exception {
    try (DroneFolder folder = DroneFolder.open(home.resolve("data"))) {
      for (String spoilt : List.of("spoilt", "{\"secret\":\"c3BvaWx0\",\"known\":\"c3BvaWx0\"}")) {
        Files.writeString(folder.path().resolve("key.json"), spoilt);

        assertThatThrownBy(folder::key)
            .isInstanceOf(StartFailure.class)
            .hasMessageContaining("key.json")
            .hasMessageNotContaining("c3BvaWx0");
      }
    }
  }

  @Test
  void spoiltIdentityIsTold() throws Exception {
    try (DroneFolder folder = DroneFolder.open(home.resolve("data"))) {
      Files.writeString(folder.path().resolve("drone.json"), "spoilt");

      assertThatThrownBy(() -> folder.identity(ids))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("drone.json");
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
