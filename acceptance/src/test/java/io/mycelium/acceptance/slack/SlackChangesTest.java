package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackPerson;
import io.mycelium.core.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// That edits, deletions and reactions flow between Slack and a room, once and without an echo.
@Timeout(120)
class SlackChangesTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CHANNEL = SlackStage.CHANNEL;

  @TempDir static Path folder;

  private static SlackStage stage;
  private static SlackPerson ada;

  @BeforeAll
  static void start() {
    stage = SlackStage.in(folder);
    ada = stage.person("ada");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @AfterEach
  void eachDeliveryCameInTime() {
    stage.slack().faults().deliversTwice(false);
    assertThat(stage.slack().late()).isEmpty();
    assertThat(stage.slack().invalidBlocks()).isEmpty();
  }

  private static RunningGateway gateway() {
    return stage.stage().gateway();
  }

  /// The room as `room read` has it: author, text and post of each row.
  private static List<JsonNode> rows() {
    JsonNode rows = gateway().call(gateway().operatorKey(), "room-read", "{}").reply().path("rows");
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }

  private static Optional<JsonNode> row(String text) {
    return rows().stream().filter(row -> row.path(2).asText().equals(text)).findFirst();
  }

  /// The id of the post with that text, once the room has it.
  private static String posted(String text) {
    Awaitility.await().atMost(SOON).until(() -> row(text).isPresent());
    return row(text).orElseThrow().path(3).asText();
  }

  /// The message with those words, once the channel has it.
  private static Seen seen(String words) {
    Awaitility.await().atMost(SOON).until(() -> inChannel(words).isPresent());
    return inChannel(words).orElseThrow();
  }

  private static Optional<Seen> inChannel(String words) {
    return ada.channel(CHANNEL).stream().filter(m -> m.words().contains(words)).findFirst();
  }

  private static Optional<Seen> message(String ts) {
    return ada.channel(CHANNEL).stream().filter(m -> m.ts().equals(ts)).findFirst();
  }

  private static String say(String text) {
    return run("say", Json.object().put("text", text).toString());
  }

  private static String run(String command, String options) {
    JsonNode reply = gateway().call(gateway().operatorKey(), command, options).reply();
    return reply.path("subject").path("id").asText();
  }

  private static void react(String post, String emoji, boolean off) {
    run(
        "post-react",
        Json.object().put("post", post).put("emoji", emoji).put("off", off).toString());
  }

  @Test
  void whatIsEditedInSlackIsEditedInTheRoomOnce() {
    stage.slack().faults().deliversTwice(true);
    String ts = ada.say(CHANNEL, "the relese is at ten");
    String post = posted("the relese is at ten");

    ada.edit(CHANNEL, ts, "the *release* is at noon");

    assertThat(posted("the **release** is at noon")).isEqualTo(post);
    assertThat(row("the relese is at ten")).isEmpty();
  }

  @Test
  void whatIsDeletedInSlackIsRemovedFromTheRoom() {
    String ts = ada.say(CHANNEL, "a slip of the tongue");
    String post = posted("a slip of the tongue");

    ada.delete(CHANNEL, ts);

    Awaitility.await()
        .atMost(SOON)
        .until(() ->
            rows().stream()
                .anyMatch(row ->
                    row.path(3).asText().equals(post)
                        && row.path(2).asText().equals("(removed by ada)")));
  }

  @Test
  void aDeletedRootKeepsItsThread() {
    String ts = ada.say(CHANNEL, "a root that goes");
    String post = posted("a root that goes");
    ada.sayInThread(CHANNEL, ts, "an answer that stays");
    Awaitility.await().atMost(SOON).until(() -> thread(post).contains("an answer that stays"));

    ada.delete(CHANNEL, ts);

    Awaitility.await()
        .atMost(SOON)
        .until(() ->
            thread(post).contains("(removed by ada)")
                && thread(post).contains("an answer that stays"));
  }

  private static String thread(String post) {
    String options = Json.object().put("thread", post).toString();
    return gateway().call(gateway().operatorKey(), "room-read", options).reply().toString();
  }

  @Test
  void whatIsEditedAndRemovedInTheRoomFollowsInSlack() {
    String post = say("words from the room");
    String ts = seen("words from the room").ts();

    run("post-edit", Json.object().put("post", post).put("text", "other words").toString());
    assertThat(seen("other words").ts()).isEqualTo(ts);

    remove(post);
    Awaitility.await().atMost(SOON).until(() -> message(ts).isEmpty());
  }

  private static void remove(String post) {
    gateway().cli(gateway().operatorKey(), "post", "remove", post, "--yes");
  }

  @Test
  void reactionsInSlackAreThoseOfThePeer() {
    String ts = ada.say(CHANNEL, "shall we?");
    String post = posted("shall we?");

    ada.react(CHANNEL, ts, "+1");
    await(post, "👍 ada");
    ada.react(CHANNEL, ts, "party_parrot");
    await(post, "👍 ada · :party_parrot: ada");

    ada.takeReaction(CHANNEL, ts, "+1");
    await(post, ":party_parrot: ada");
    assertThat(stage.slack().calls("reactions.add"))
        .as("what was made there is not made again")
        .noneMatch(call -> call.toString().contains("party_parrot"));
  }

  /// Waits for what a post was answered with.
  private static void await(String post, String reactions) {
    String options = Json.object().put("post", post).put("emoji", "👀").put("off", true).toString();
    Awaitility.await()
        .atMost(SOON)
        .until(() ->
            gateway()
                .call(gateway().operatorKey(), "post-react", options)
                .reply()
                .toString()
                .contains("\"" + reactions + "\""));
  }

  @Test
  void reactionsOnACopyCount() {
    String post = say("a copy to react to");
    String ts = seen("a copy to react to").ts();

    ada.react(CHANNEL, ts, "tada");

    await(post, "🎉 ada");
  }

  @Test
  void reactionsElsewhereStandOnTheCopyAndOnTheMessageItself() {
    String post = say("a copy that is liked");
    seen("a copy that is liked");
    react(post, "👍", false);
    assertThat(seen("👍 olga").words()).contains("a copy that is liked");

    String ts = ada.say(CHANNEL, "a message that is liked");
    String own = posted("a message that is liked");
    react(own, "🎉", false);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> message(ts).orElseThrow().reactions().containsKey("tada"));
    react(own, "🎉", true);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> !message(ts).orElseThrow().reactions().containsKey("tada"));

    ada.react(CHANNEL, ts, "rocket");
    await(own, "🚀 ada");
  }
}
