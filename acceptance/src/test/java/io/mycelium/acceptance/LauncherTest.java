package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.LauncherCheckout.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the launcher in a checkout of its own, with JDKs and a Maven that are scripts.
class LauncherTest {
  /// Caches are made with the least priority there is.
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path temp;
  private LauncherCheckout launcher;

  @BeforeEach
  void layOut() throws IOException {
    launcher = new LauncherCheckout(temp);
  }

  @AfterEach
  void endWhatStillRuns() {
    launcher.close();
  }

  @Test
  void onlyAnOldJdkIsRefusedWithWhereItLooked() {
    Path old = launcher.jdk("java-17", "17.0.15");

    Run run = launcher.launch("up");

    assertThat(run.code()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("JDK 25", old + " (Java 17)", "JAVA_HOME", launcher.jdks().toString());
    assertThat(launcher.builds()).isEmpty();
  }

  @Test
  void jdkIsTakenFromTheMostExplicitPlace() throws IOException {
    launcher.jdk("installed", "25.0.3");
    Path onPath = LauncherCheckout.jdkAt(temp.resolve("on path"), "25.0.1");
    Files.createSymbolicLink(launcher.bin().resolve("javac"), onPath.resolve("bin/javac"));
    launcher
        .environment()
        .put("JAVA_HOME", LauncherCheckout.jdkAt(temp.resolve("java home"), "26-ea").toString());
    launcher
        .environment()
        .put(
            "MYCELIUM_JAVA_HOME",
            LauncherCheckout.jdkAt(temp.resolve("named"), "25.0.3").toString());

    assertThat(launcher.launch("up").java()).isEqualTo("named");
    launcher.environment().remove("MYCELIUM_JAVA_HOME");
    assertThat(launcher.launch("up").java()).isEqualTo("java home");
    launcher.environment().put("JAVA_HOME", launcher.jdk("java-17", "17.0.15").toString());
    assertThat(launcher.launch("up").java()).isEqualTo("on path");
    launcher.withdraw("javac");
    assertThat(launcher.launch("up").java()).isEqualTo("installed");
    assertThat(launcher.builds()).containsExactly(temp.resolve("named").toString());
  }

  @Test
  void installedJdkNearestToTheTestedOneIsTaken() {
    launcher.jdk("a-17", "17.0.15");
    launcher.jdk("b-27", "27-ea");
    launcher.jdk("c-25", "25.0.3");
    launcher.jdk("d-26", "26");

    Run run = launcher.launch("up");

    assertThat(run.java()).isEqualTo("c-25");
  }

  @Test
  void unsuitableJdkThatWasNamedIsAnError() {
    launcher.jdk("installed", "25.0.3");
    launcher.environment().put("MYCELIUM_JAVA_HOME", launcher.jdk("java-17", "17.0.15").toString());

    Run run = launcher.launch("up");

    assertThat(run.code()).isEqualTo(69);
    assertThat(run.err()).contains("MYCELIUM_JAVA_HOME");
  }

  @Test
  void startsThroughSymbolicLinksFromAnyFolder() throws IOException {
    launcher.jdk("installed", "25.0.3");
    Path link = Files.createSymbolicLink(temp.resolve("m"), Path.of("check out/mycelium"));
    Path linkToLink = Files.createSymbolicLink(temp.resolve("an other"), link);

    Run run = launcher.finished(launcher.start(launcher.jdks(), linkToLink.toString(), "whoami"));

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("-Dmycelium.home=" + launcher.checkout().toRealPath());
  }

  @Test
  void argumentsReachTheProgramThatTheyAskFor() {
    launcher.jdk("installed", "25.0.3");
    launcher.environment().put("MYCELIUM_JAVA_OPTS", "b* -Dy=2");

    assertThat(launcher.launch("up", "--port", "1").out())
        .contains("b*", "-Dy=2")
        .endsWith("io.mycelium.gateway.Main", "up", "--port", "1")
        .anyMatch(argument -> argument.matches("-Dmycelium.started=\\d{13}"));
    assertThat(launcher.launch("drone", "--root", "a  b").out())
        .endsWith("io.mycelium.drone.Main", "--root", "a  b");
    assertThat(launcher.launch("drone", "list").out())
        .endsWith("io.mycelium.cli.Main", "drone", "list");
    assertThat(launcher.launch("say", "", "*").out())
        .endsWith("io.mycelium.cli.Main", "say", "", "*");
    assertThat(launcher.launch().out()).endsWith("io.mycelium.cli.Main");
  }

  @Test
  void failedBuildIsReportedAndTriedAgain() {
    launcher.jdk("installed", "25.0.3");
    launcher.environment().put("FAILS", "yes");

    Run first = launcher.launch("up");
    launcher.environment().remove("FAILS");
    Run second = launcher.launch("up");

    assertThat(first.code()).isEqualTo(70);
    assertThat(first.out()).isEmpty();
    assertThat(first.err()).contains("cannot find symbol", "check out/target/build.log");
    assertThat(second.code()).isZero();
    assertThat(launcher.builds()).hasSize(2);
  }

  @Test
  void missingMavenIsReported() throws IOException {
    launcher.jdk("installed", "25.0.3");
    launcher.withdraw("mvn");

    Run run = launcher.launch("up");

    assertThat(run.code()).isEqualTo(69);
    assertThat(run.err()).contains("Maven", "mvn");
  }

  @Test
  void buildsAgainOnlyAfterWhatItIsBuiltFromChanged() throws IOException {
    launcher.jdk("installed", "25.0.3");
    assertThat(launcher.launch("up").err()).contains("Building Mycelium, once").hasLineCount(1);

    assertThat(launcher.launch("up").err()).isEmpty();
    Path test = launcher.checkout().resolve("core/src/test/java/ATest.java");
    Files.createDirectories(test.getParent());
    Files.writeString(test, "class ATest {}");
    launcher.launch("up");
    assertThat(launcher.builds()).as("after a test changed").hasSize(1);

    Files.setLastModifiedTime(launcher.source(), FileTime.from(Instant.now().plusSeconds(1)));
    launcher.launch("up");
    assertThat(launcher.builds()).as("after a source changed").hasSize(2);

    Files.delete(launcher.source());
    Files.setLastModifiedTime(
        launcher.source().getParent(), FileTime.from(Instant.now().plusSeconds(1)));
    launcher.environment().put("MYCELIUM_BUILD", "never");
    launcher.launch("up");
    assertThat(launcher.builds()).as("when told not to").hasSize(2);
    launcher.environment().remove("MYCELIUM_BUILD");
    launcher.launch("up");
    assertThat(launcher.builds()).as("after a source went away").hasSize(3);
  }

  @ParameterizedTest(name = "with flock: {0}")
  @ValueSource(booleans = {true, false})
  void twoStartsAtOnceBuildOnce(boolean flock) throws IOException {
    launcher.jdk("installed", "25.0.3");
    if (!flock) {
      launcher.withdraw("flock");
    }
    Path hold = temp.resolve("hold");
    launcher.environment().put("HOLD", hold.toString());

    Process first = launcher.start(temp, launcher.checkout().resolve("mycelium").toString(), "up");
    await().atMost(SOON).until(() -> launcher.builds().size() == 1);
    Process second = launcher.start(temp, launcher.checkout().resolve("mycelium").toString(), "up");
    await().atMost(SOON).until(() -> Files.readString(launcher.errors(second)).contains("waiting"));
    Files.writeString(hold, "go on");

    assertThat(launcher.finished(first).code()).isZero();
    assertThat(launcher.finished(second).code()).isZero();
    assertThat(launcher.builds()).hasSize(1);
  }

  @Test
  void lockOfOneThatDiedIsBroken() throws Exception {
    launcher.jdk("installed", "25.0.3");
    launcher.withdraw("flock");
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(launcher.checkout().resolve("target"));
    Files.createSymbolicLink(
        launcher.checkout().resolve("target/build.lock.pid"), Path.of(Long.toString(dead.pid())));

    Run run = launcher.launch("up");

    assertThat(run.code()).isZero();
    assertThat(run.err()).doesNotContain("waiting");
  }

  @Test
  void cachesAreMadeAfterABuildForLaterStarts() throws IOException {
    launcher.jdk("installed", "25.0.3");
    launcher.environment().remove("MYCELIUM_AOT");

    Run first = launcher.launch("whoami");
    await().atMost(SOON).until(() -> launcher.caches().size() == 3);
    Run second = launcher.launch("whoami");
    launcher.jdk("installed", "25.0.4");
    Run withOtherJdk = launcher.launch("whoami");
    await().atMost(SOON).until(() -> launcher.caches().size() == 6);

    assertThat(first.out()).noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
    assertThat(second.out())
        .anyMatch(argument -> argument.matches("-XX:AOTCache=.*/aot/cli-\\d+.aot"));
    assertThat(withOtherJdk.out()).noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
    assertThat(launcher.trainings()).allMatch(line -> line.endsWith("Main --train"));
  }

  @Test
  void cacheIsNotUsedForJarsThatWereBuiltAfterIt() throws IOException {
    launcher.jdk("installed", "25.0.3");
    launcher.environment().remove("MYCELIUM_AOT");
    launcher.launch("whoami");
    await().atMost(SOON).until(() -> launcher.caches().size() == 3);
    Path jar = launcher.checkout().resolve("gateway/target/lib/mycelium-core-1.jar");
    Files.setLastModifiedTime(Files.createFile(jar), FileTime.from(Instant.now().plusSeconds(9)));
    launcher.environment().put("MYCELIUM_BUILD", "never");

    assertThat(launcher.launch("whoami").out())
        .noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
    assertThat(launcher.launch("up").out()).noneMatch(argument -> argument.contains(".aot"));
  }

  @Test
  void cacheThatCannotBeMadeIsTriedOnceAndStopsNothing() {
    launcher.jdk("installed", "25.0.3");
    launcher.environment().remove("MYCELIUM_AOT");
    launcher.environment().put("TRAINING_FAILS", "yes");

    Run first = launcher.launch("whoami");
    await().atMost(SOON).until(() -> launcher.trainings().size() == 3);
    Run second = launcher.launch("whoami");

    assertThat(List.of(first.code(), second.code())).containsOnly(0);
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
    await().during(Duration.ofMillis(300)).until(() -> launcher.trainings().size() == 3);
  }
}
