package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.SlackPerson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Slack, calling over HTTP instead of by Socket Mode.
@Timeout(120)
class SlackHttpTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static SlackStage stage;

  @BeforeAll
  static void start() {
    stage = SlackStage.overHttp(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static URI door() {
    return URI.create(stage.stage().gateway().url() + "/slack/events");
  }

  private static boolean wasSaid(String words) {
    return stage
        .stage()
        .gateway()
        .call(stage.stage().gateway().operatorKey(), "room-read", "{}")
        .body()
        .toString()
        .contains(words);
  }

  @Test
  void itProvesThatTheAddressIsOurs() throws Exception {
    assertThat(stage.slack().verify(door(), "c-h-a-l-l-e-n-g-e").get(10, TimeUnit.SECONDS))
        .isEqualTo("c-h-a-l-l-e-n-g-e");
  }

  @Test
  void wordsCommandsAndButtonsArrive() {
    SlackPerson olga = stage.person("olga");
    olga.say(SlackStage.CHANNEL, "by the door");
    await().atMost(SOON).until(() -> wasSaid("by the door"));

    olga.slash(SlackStage.CHANNEL, "/mycelium task create doorbell");
    await()
        .atMost(SOON)
        .until(() ->
            olga.channel(SlackStage.CHANNEL).stream()
                .anyMatch(seen -> seen.words().contains("doorbell")));
    olga.press(
        olga.channel(SlackStage.CHANNEL).stream()
            .filter(seen -> seen.words().contains("doorbell"))
            .findFirst()
            .orElseThrow(),
        "Start");

    await()
        .atMost(SOON)
        .until(() ->
            olga.channel(SlackStage.CHANNEL).stream()
                .anyMatch(
                    seen -> seen.words().contains("doorbell") && seen.words().contains("started")));
    assertThat(stage.slack().late()).isEmpty();
  }

  @Test
  void whatSlackDidNotSignIsNotHeard() {
    stage.slack().postForged(door());
    try {
      stage.person("olga").say(SlackStage.CHANNEL, "forged words");
      stage.slack().postTo(door());
      stage.person("olga").say(SlackStage.CHANNEL, "words after");

      await().atMost(SOON).until(() -> wasSaid("words after"));
      assertThat(wasSaid("forged words")).isFalse();
    } finally {
      stage.slack().postTo(door());
    }
  }

  @Test
  void whatIsAskedBeforeSlackHasToldWhoWeAreIsAnswered() throws IOException {
    Path own = Files.createDirectory(folder.resolve("early"));
    try (SlackDouble slack = SlackDouble.unhurried()) {
      slack.failAll();
      try (RunningGateway gateway =
          RunningGateway.start(own.resolve("data"), own, SlackStage.httpOptions(slack, own))) {
        slack.postTo(URI.create(gateway.url() + "/slack/events"));
        SlackPerson dora = slack.team().person("dora");

        assertThat(dora.slash(SlackStage.CHANNEL, "/mycelium whoami").inTime()).isTrue();
        slack.comeBack();

        await().atMost(SOON).until(() -> !dora.alone().isEmpty());
      }
    }
  }
}
