package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunTest {
  private final Run run = Run.of(Path.of("/jobs/1"), List.of("true"));

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tmp", "/work", "/proc/1", "/run/user", "relative", "/a/../b"})
  void pathThatCannotBeShownIsRefused(String path) {
    assertThatThrownBy(() -> run.withReadable(List.of(Path.of(path))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readablePathBelowAMaskedOneIsRefused() {
    Run masked = run.withMasked(List.of(Path.of("/data")));

    assertThatThrownBy(() -> masked.withReadable(List.of(Path.of("/data/blobs"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jobs/1", "/jobs", "/jobs/2/in", "/jobs/1/../2", "in"})
  void sealedPathOutsideOfTheWorkFolderIsRefused(String path) {
    assertThatThrownBy(() -> run.withSealed(List.of(Path.of(path))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A-B", "A=B", "A B", "UID", "MYCELIUM_JOB", "A\nB"})
  void variableThatCannotBeSetIsRefused(String name) {
    assertThatThrownBy(() -> run.withEnvironment(Map.of(name, "value")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void programIsRequired() {
    assertThatThrownBy(() -> Run.of(Path.of("/jobs/1"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limitsArePositive() {
    assertThatThrownBy(() -> Limits.defaults().withWall(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretsAreNotPrinted() {
    Run secret = run.withEnvironment(Map.of("TOKEN", "hidden")).withStdin(Input.of("hidden"));

    assertThat(secret.toString()).contains("TOKEN", "6 bytes").doesNotContain("hidden");
  }
}
