package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnJavaTest {
  private final MountPlan plan = new MountPlan(false, 0);

  @Test
  void javaBelowAHomeIsShownAloneAndReadOnly() {
    new OwnJava(Path.of("/home/ada/.sdkman/candidates/java/25")).addTo(plan);

    assertThat(plan.arguments())
        .containsSubsequence(
            "--ro-bind",
            "/home/ada/.sdkman/candidates/java/25",
            "/home/ada/.sdkman/candidates/java/25")
        .doesNotContain("--bind")
        .containsOnlyOnce("--ro-bind");
  }

  @Test
  void javaOfTheSystemNeedsNoMountOfItsOwn() {
    plan.shown(Path.of("/usr"), Path.of("/usr"));
    var before = plan.arguments();

    new OwnJava(Path.of("/usr/lib/jvm/jdk-25")).addTo(plan);

    assertThat(plan.arguments()).isEqualTo(before);
  }

  @Test
  void itIsTheFirstThatIsFound() {
    assertThat(new OwnJava(Path.of("/opt/jdk")).before("/usr/bin:/bin"))
        .isEqualTo("/opt/jdk/bin:/usr/bin:/bin");
  }
}
