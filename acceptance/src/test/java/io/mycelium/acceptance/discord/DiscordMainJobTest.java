package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.acceptance.bridge.Town;
import io.mycelium.acceptance.running.EventStream;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.Outcome;
import io.mycelium.bridge.discord.far.Recorded;
import io.mycelium.bridge.discord.far.Seen;
import io.mycelium.core.fixture.NeedsNode;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The job that the README promises, in Discord: asked for by one, granted by another, done by a
/// drone.
@NeedsNode
@Timeout(180)
class DiscordMainJobTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static DiscordStage stage;
  private static DiscordPerson olga;
  private static DiscordPerson ada;
  private static String general;

  @BeforeAll
  static void start() {
    stage = DiscordStage.in(folder);
    olga = stage.person("olga");
    ada = stage.person("ada");
    general = stage.channel();
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @AfterEach
  void nobodyWaits() {
    await().atMost(SOON).untilAsserted(() -> assertThat(stage.discord().waiting()).isEmpty());
    assertThat(stage.discord().invalid()).isEmpty();
  }

  @Test
  void aCommandIsGrantedDoneAndAnsweredInItsThread() {
    ask("in Discord");
    Outcome pressed = ada.press(card("in Discord", "pending"), "Grant");

    Seen done = card("in Discord", "done");
    assertThat(pressed.acknowledged()).isTrue();
    assertThat(shown("in Discord").fields()).containsEntry("Decided by", "ada");
    assertThat(done.buttons()).isEmpty();
    assertThat(requests("PATCH /channels/%s/messages/%s".formatted(general, done.id())))
        .as("by edits of one message")
        .isNotEmpty();
    Shown result = result(done);
    assertThat(result.text()).contains("hum in tune");
    assertThat(result.files()).containsExactly("release-notes.md");
    assertThat(notes(done)).contains("hum in tune").contains("Ada");
    assertThat(requests("POST /channels/%s/messages/%s/threads".formatted(general, done.id())))
        .as("a thread of Discord's own, begun once on the card")
        .singleElement()
        .satisfies(begun -> assertThat(begun.body()).contains(shown("in Discord").title()));
    assertThat(olga.alone(general)).noneMatch(said -> said.words().contains("in Discord"));
  }

  @Test
  void progressIsSeenInTheThreadWhileTheDroneWorks() throws IOException {
    Path work = Files.createDirectories(stage.stage().work().resolve("steps"));
    dropSteps();
    await()
        .atMost(SOON)
        .until(() -> olga.slash(general, "steps", Map.of("folder", work.toString())).type() == 5);
    ada.press(card("steps", "pending"), "Grant");

    Seen running = card("steps", "running");
    Shown half = job(running, shown -> "40% Halfway".equals(shown.fields().get("Progress")));
    assertThat(half.state()).isEqualTo("running");
    Files.createFile(work.resolve("go"));

    Seen done = card("steps", "done");
    assertThat(job(done, shown -> shown.state().equals("done")).id())
        .as("the same message")
        .isEqualTo(half.id());
    assertThat(done.id()).isEqualTo(running.id());
    await().atMost(SOON).until(() -> thread(done).getLast().text().contains("All the way"));
  }

  /// A function that needs an approval, and halfway waits for a file `go` in its folder.
  private static void dropSteps() throws IOException {
    RunningGateway gateway = stage.stage().gateway();
    Path function = Files.createDirectories(gateway.data().resolve("functions.d/steps"));
    Files.writeString(
        function.resolve("steps.py"),
        """
        import json, os, sys, time
        given = json.load(sys.stdin)
        print("@progress 40 Halfway", file=sys.stderr, flush=True)
        while not os.path.exists(os.path.join(given["folder"], "go")):
            time.sleep(0.05)
        print(json.dumps({"markdown": "All the way"}))
        """);
    Files.writeString(
        function.resolve("function.yaml"),
        """
        name: steps
        summary: Take two steps
        risk: medium
        options:
          folder: {type: path, help: where to wait}
        run: [python3, steps.py]
        limits: {timeout: 1m}
        """);
    await()
        .atMost(SOON)
        .until(() ->
            gateway.call(gateway.operatorKey(), "function-trust", "{\"name\":\"steps\"}").status()
                == 200);
    await().atMost(SOON).until(() -> stage.discord().commands("").toString().contains("two steps"));
  }

  /// The card of the job in the thread of the approval's card, once it fits.
  private static Shown job(Seen card, Predicate<Shown> fits) {
    return await("the job's card fits")
        .atMost(SOON)
        .until(() -> thread(card).stream().filter(fits).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void whoWatchesOverHttpSeesTheSame() {
    RunningGateway gateway = stage.stage().gateway();
    try (EventStream events = EventStream.open(gateway, gateway.operatorKey(), "")) {
      ask("watched");
      card("watched", "pending");
      String number = Town.number(shown("watched"));
      String options = Json.object().put("approval", number).toString();
      assertThat(gateway.call(gateway.keyOf("ada"), "approval-grant", options).status())
          .isEqualTo(200);

      Seen done = card("watched", "done");

      await().atMost(SOON).until(() -> events.types().contains("job.ended"));
      assertThat(events.types())
          .contains("approval.requested", "approval.granted", "job.started", "job.progress");
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
    String repository = stage.stage().work().resolve("project").toString();
    Outcome asked =
        olga.slash(general, "release-notes", Map.of("repo", repository, "title", title));
    assertThat(asked.acknowledged()).isTrue();
  }

  private static List<Shown> cards(String title) {
    return Post.all(ada.channel(general), _ -> "").stream()
        .filter(shown -> !shown.title().isEmpty() && shown.says(title))
        .toList();
  }

  private static Shown shown(String title) {
    return cards(title).getFirst();
  }

  /// Waits for the one card to be in a state.
  private static Seen card(String title, String state) {
    await(title + " is " + state)
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(cards(title)).hasSize(1).extracting(Shown::state).containsExactly(state));
    return ada.channel(general).stream()
        .filter(seen -> seen.id().equals(shown(title).id()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Recorded> requests(String line) {
    return stage.discord().requests().stream()
        .filter(request -> (request.method() + " " + request.path()).equals(line))
        .toList();
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
    return Post.all(messages(card), _ -> "");
  }

  /// What stands in the card's thread, which has the card's id.
  private static List<Seen> messages(Seen card) {
    return ada.channel(card.id()).stream().filter(seen -> !seen.id().equals(card.id())).toList();
  }

  private static String notes(Seen card) {
    return messages(card).stream()
        .flatMap(seen -> seen.files().keySet().stream().map(file -> ada.open(seen, file)))
        .map(file -> new String(file, StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }
}
