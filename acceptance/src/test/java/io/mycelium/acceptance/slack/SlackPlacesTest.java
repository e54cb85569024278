package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.bridge.slack.far.Screen;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackPerson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Where else in Slack somebody finds what can be done: shortcuts, the home page, mentions, a talk
/// with the app alone.
@Timeout(120)
class SlackPlacesTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CHANNEL = SlackStage.CHANNEL;

  @TempDir static Path folder;

  private static SlackStage stage;

  @BeforeAll
  static void start() {
    stage = SlackStage.in(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @AfterEach
  void nothingWasLateOrRefused() {
    assertThat(stage.slack().late()).isEmpty();
    assertThat(stage.slack().invalidBlocks()).isEmpty();
  }

  private static SlackPerson ada() {
    return stage.person("ada");
  }

  private static void seenInChannel(String words) {
    await()
        .atMost(SOON)
        .until(() -> ada().channel(CHANNEL).stream().anyMatch(s -> s.words().contains(words)));
  }

  @Test
  void aShortcutAsksForACommandAndThenForItsOptions() {
    ada().shortcut("mycelium-run");
    await().atMost(SOON).until(() -> ada().modal().isPresent());

    ada().submit(Map.of("Command", "task create"));
    await()
        .atMost(SOON)
        .until(() -> ada().modal().filter(m -> m.labels().contains("title")).isPresent());
    ada().submit(Map.of("title", "by a shortcut"));

    seenInChannel("by a shortcut");
  }

  @Test
  void aMessageBecomesATask() {
    String ts = ada().say(CHANNEL, "somebody mend the fence");

    ada().messageShortcut(CHANNEL, ts, "mycelium-message");
    await().atMost(SOON).until(() -> ada().modal().isPresent());
    ada().submit(Map.of());

    await()
        .atMost(SOON)
        .until(() ->
            ada().channel(CHANNEL).stream()
                .anyMatch(s -> s.byApp() && s.words().contains("somebody mend the fence")));
  }

  @Test
  void theHomePageHasWhatWaitsForOne() {
    String repository = stage.stage().work().resolve("project").toString();
    stage.person("olga").slash(CHANNEL, "/mycelium release-notes --repo " + repository);
    seenInChannel("pending");

    ada().openHome();

    await().atMost(SOON).until(() -> ada().home().isPresent());
    Screen home = ada().home().orElseThrow();
    assertThat(home.words()).contains("Waiting for a decision", "Your tasks", "Drones", "local");
    assertThat(home.buttons()).contains("Grant", "Deny");

    ada().pressAtHome("Grant");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(ada().channel(CHANNEL))
                .extracting(Seen::words)
                .noneMatch(words -> words.contains("pending"))
                .anyMatch(words -> words.contains("release-notes") && words.contains("done")));
  }

  @Test
  void aMentionIsACommand() {
    ada().mention(CHANNEL, "task create by a mention");

    seenInChannel("by a mention");
  }

  @Test
  void aSentenceThatMeansAChangeIsOfferedFirst() {
    ada().mention(CHANNEL, "please open a new task about the broken gate");

    await()
        .atMost(SOON)
        .until(() ->
            ada().alone().stream()
                .anyMatch(s -> s.buttons().stream().anyMatch(b -> b.startsWith("task create"))));
    assertThat(ada().channel(CHANNEL))
        .noneMatch(
            s -> s.byApp() && s.words().contains("broken gate") && s.words().contains("open"));
  }

  @Test
  void whatIsSaidToTheAppAloneIsAnsweredThere() {
    ada().sayToApp("whoami");

    await()
        .atMost(SOON)
        .until(() ->
            ada().withApp().stream().anyMatch(s -> s.byApp() && s.words().contains("ada"))
                || ada().alone().stream().anyMatch(s -> s.words().contains("member")));
  }
}
