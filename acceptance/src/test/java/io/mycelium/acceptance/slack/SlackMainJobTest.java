package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.acceptance.running.EventStream;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackPerson;
import io.mycelium.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The job that the README promises, in Slack: asked for by one, granted by another, done by a
/// drone.
@Timeout(180)
class SlackMainJobTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String GENERAL = SlackStage.CHANNEL;

  @TempDir static Path folder;

  private static SlackStage stage;
  private static SlackPerson olga;
  private static SlackPerson ada;

  @BeforeAll
  static void start() {
    stage = SlackStage.in(folder);
    olga = stage.person("olga");
    ada = stage.person("ada");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @AfterEach
  void nobodyWaits() {
    assertThat(stage.slack().late()).isEmpty();
    assertThat(stage.slack().invalidBlocks()).isEmpty();
  }

  @Test
  void aCommandIsGrantedDoneAndAnsweredInItsThread() {
    ask("in Slack");
    ada.press(card("in Slack", "pending"), "Grant");

    Seen done = card("in Slack", "done");
    assertThat(shown("in Slack").fields()).containsEntry("Decided by", "ada");
    assertThat(done.buttons()).isEmpty();
    assertThat(edits(done)).as("by edits of one message").isPositive();
    Shown result = result(done);
    assertThat(result.text()).contains("hum in tune");
    assertThat(result.files()).containsExactly("release-notes.md");
    assertThat(notes(done)).contains("hum in tune").contains("Ada");
    assertThat(olga.alone()).noneMatch(said -> said.words().contains("in Slack"));
  }

  @Test
  void whoWatchesOverHttpSeesTheSame() {
    RunningGateway gateway = stage.stage().gateway();
    try (EventStream events = EventStream.open(gateway, gateway.operatorKey(), "")) {
      ask("watched");
      String number = SlackTown.number(shownPending("watched"));
      String key = gateway.keyOf("ada");
      String options = Json.object().put("approval", number).toString();
      assertThat(gateway.call(key, "approval-grant", options).status()).isEqualTo(200);

      Seen done = card("watched", "done");

      await().atMost(SOON).until(() -> events.types().contains("job.ended"));
      assertThat(events.types())
          .contains("approval.requested", "approval.granted", "job.started", "job.progress");
      assertThat(gateway.call(key, "job-show", "{\"job\":\"%s\"}".formatted(number)).body())
          .asString()
          .contains("done");
      String there =
          gateway
              .call(gateway.operatorKey(), "room-read", "{\"thread\":\"%s\"}".formatted(number))
              .reply()
              .path("rows")
              .toString();
      assertThat(there).contains("hum in tune");
      assertThat(result(done).text()).contains("hum in tune");
      assertThat(cards("watched")).hasSize(1);
      assertThat(shown("watched").fields()).containsEntry("Decided by", "ada");
    }
  }

  private static void ask(String title) {
    Path repository = stage.stage().work().resolve("project");
    String line = "/mycelium release-notes --repo %s --title '%s'".formatted(repository, title);
    assertThat(olga.slash(GENERAL, line).inTime()).isTrue();
  }

  private static List<Shown> cards(String title) {
    return Post.all(ada.channel(GENERAL)).stream()
        .filter(shown -> !shown.title().isEmpty() && shown.says(title))
        .toList();
  }

  private static Shown shown(String title) {
    return cards(title).getFirst();
  }

  private static Shown shownPending(String title) {
    card(title, "pending");
    return shown(title);
  }

  /// Waits for the one card to be in a state.
  private static Seen card(String title, String state) {
    await(title + " is " + state)
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(cards(title)).hasSize(1).extracting(Shown::state).containsExactly(state));
    return ada.channel(GENERAL).stream()
        .filter(seen -> seen.ts().equals(shown(title).id()))
        .findFirst()
        .orElseThrow();
  }

  private static long edits(Seen message) {
    return stage.slack().calls("chat.update").stream()
        .filter(call -> message.ts().equals(call.arguments().get("ts")))
        .count();
  }

  private static Shown result(Seen card) {
    await()
        .atMost(SOON)
        .until(() -> thread(card).stream().anyMatch(shown -> !shown.files().isEmpty()));
    List<Shown> thread = thread(card);
    assertThat(thread).as("the job's card and what it brought").hasSize(2);
    return thread.getLast();
  }

  private static List<Shown> thread(Seen card) {
    return Post.all(ada.thread(GENERAL, card.ts()));
  }

  private static String notes(Seen card) {
    return ada.thread(GENERAL, card.ts()).stream()
        .flatMap(seen -> seen.files().keySet().stream())
        .map(file -> new String(ada.open(file), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }
}
