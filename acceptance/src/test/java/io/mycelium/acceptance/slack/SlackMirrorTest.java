package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackPerson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two channels show one room, a third one shows another.
@Timeout(180)
class SlackMirrorTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final String GENERAL = SlackTown.GENERAL;
  private static final String OTHER = "other";
  private static final String APART = "apart";
  private static final Duration LONG = Duration.ofSeconds(4);

  @TempDir static Path folder;

  private static SlackTown town;
  private static SlackPerson olga;
  private static SlackPerson ada;

  private final String mark = "mirror" + MARKS.incrementAndGet() + "x";

  @BeforeAll
  static void start() {
    town = SlackTown.in(folder);
    town.link(OTHER, "main");
    town.call("room-create", "{\"name\":\"apart\"}", Optional.empty());
    town.link(APART, "apart");
    olga = town.person("olga");
    ada = town.person("ada");
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    town.slack().faults().latency(Duration.ZERO);
    town.isClean();
  }

  @Test
  void wordsFlowOnceInOrderWithTheirAuthorsAndWithoutEcho() {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      said.add("%s word %d".formatted(mark, i));
      (i % 2 == 0 ? ada : olga).say(GENERAL, said.getLast());
    }
    olga.say(APART, mark + " apart");

    isThere(OTHER, mark + " word 11");
    town.settled();
    assertThat(town.texts(OTHER, mark)).isEqualTo(said);
    assertThat(town.shown(OTHER, mark + " word")).extracting(Shown::author).contains("ada", "olga");
    assertThat(olga.channel(GENERAL))
        .noneMatch(seen -> seen.byApp() && seen.words().contains(mark));
    assertThat(town.room(mark)).isEqualTo(said);
    assertThat(town.texts(APART, mark)).containsExactly(mark + " apart");
  }

  @Test
  void bothChannelsTalkWithEachOther() {
    ada.say(GENERAL, mark + " question");
    isThere(OTHER, mark + " question");
    olga.say(OTHER, mark + " answer");
    isThere(GENERAL, mark + " answer");
    town.say(mark + " from elsewhere");
    isThere(GENERAL, mark + " from elsewhere");
    isThere(OTHER, mark + " from elsewhere");

    List<String> all = List.of(mark + " question", mark + " answer", mark + " from elsewhere");
    assertThat(town.texts(GENERAL, mark)).isEqualTo(all);
    assertThat(town.texts(OTHER, mark)).isEqualTo(all);
  }

  @Test
  void threadsAreThreadsOnBothSides() {
    String here = ada.say(GENERAL, mark + " root");
    Seen there = isThere(OTHER, mark + " root");

    ada.sayInThread(GENERAL, here, mark + " one");
    await().atMost(SlackTown.SOON).until(() -> olga.thread(OTHER, there.ts()).size() == 1);
    olga.sayInThread(OTHER, there.ts(), mark + " two");
    await().atMost(SlackTown.SOON).until(() -> olga.thread(GENERAL, here).size() == 2);

    assertThat(replies(GENERAL, here)).containsExactly(mark + " one", mark + " two");
    assertThat(replies(OTHER, there.ts())).containsExactly(mark + " one", mark + " two");
    assertThat(town.texts(OTHER, mark)).containsExactly(mark + " root");
  }

  @Test
  void filesComeAlongUnchanged() {
    byte[] content = (mark + ";\u00fc\n").getBytes(StandardCharsets.UTF_8);

    ada.attach(GENERAL, mark + ".csv", content, mark + " numbers");

    await()
        .atMost(SlackTown.SOON)
        .until(() ->
            town.shown(OTHER, mark + " numbers").stream()
                .anyMatch(shown -> shown.files().contains(mark + ".csv")));
    String file =
        olga.channel(OTHER).stream()
            .flatMap(seen -> seen.files().entrySet().stream())
            .filter(entry -> entry.getValue().equals(mark + ".csv"))
            .map(entry -> entry.getKey())
            .findFirst()
            .orElseThrow();
    assertThat(olga.open(file)).isEqualTo(content);
    assertThat(town.shown(OTHER, mark)).hasSize(1);
  }

  @Test
  void nobodyIsCalledAsAGroup() {
    ada.say(GENERAL, mark + " @channel @here @everyone look");
    town.say(mark + " <!channel> <!here|here> @channel @everyone <!subteam^S1>");

    for (String channel : List.of(OTHER, GENERAL)) {
      isThere(channel, mark + " <!channel>");
    }
    isThere(OTHER, mark + " everyone");
    assertThat(byApp(GENERAL)).isNotEmpty().noneMatch(wire -> wire.contains("<!"));
    assertThat(byApp(OTHER)).isNotEmpty().noneMatch(wire -> wire.contains("<!"));
  }

  @Test
  void whoIsCalledHereIsCalledThere() {
    town.say(mark + " @ada have a look, @nobody, not ada");
    olga.say(GENERAL, mark + " second @ada");

    isThere(OTHER, mark + " second");
    isThere(GENERAL, "have a look, @nobody");
    assertThat(byApp(GENERAL)).hasSize(1).allMatch(wire -> calls(wire) == 1);
    assertThat(byApp(OTHER)).hasSize(2).allMatch(wire -> calls(wire) == 1);
  }

  @Test
  void aRestartInBetweenChangesNothing() {
    String root = ada.say(GENERAL, mark + " before");
    Seen there = isThere(OTHER, mark + " before");
    town.kill();
    ada.say(GENERAL, mark + " meanwhile");
    olga.sayInThread(OTHER, there.ts(), mark + " reply");
    town.again();
    olga.say(OTHER, mark + " after");

    isThere(GENERAL, mark + " after");
    isThere(OTHER, mark + " meanwhile");
    await().atMost(SlackTown.SOON).until(() -> ada.thread(GENERAL, root).size() == 1);
    town.settled();
    assertThat(town.texts(GENERAL, mark))
        .containsExactly(mark + " before", mark + " meanwhile", mark + " after");
    assertThat(town.texts(OTHER, mark)).hasSize(3).doesNotHaveDuplicates();
    assertThat(replies(GENERAL, root)).containsExactly(mark + " reply");
  }

  @Test
  void anAnswerOnACopyThatIsNotWrittenDownYetStandsInItsThread() {
    town.slack().faults().latency(LONG);
    String root = ada.say(GENERAL, mark + " root");
    Seen copy = isThere(OTHER, mark + " root");
    town.kill();
    town.slack().faults().latency(Duration.ZERO);
    olga.sayInThread(OTHER, copy.ts(), mark + " answer");
    town.slack().faults().refuses("conversations.history", "include_all_metadata", LONG, 1);
    town.again();

    await()
        .atMost(SlackTown.SOON)
        .untilAsserted(() -> assertThat(replies(GENERAL, root)).containsExactly(mark + " answer"));
    assertThat(town.texts(GENERAL, mark)).containsExactly(mark + " root");
    assertThat(town.texts(OTHER, mark)).containsExactly(mark + " root");
  }

  /// Waits for the one message with the words.
  private static Seen isThere(String channel, String words) {
    await(words + " in " + channel)
        .atMost(SlackTown.SOON)
        .untilAsserted(() -> assertThat(town.shown(channel, words)).hasSize(1));
    String ts = town.shown(channel, words).getFirst().id();
    return olga.channel(channel).stream()
        .filter(seen -> seen.ts().equals(ts))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> replies(String channel, String root) {
    return Post.all(olga.thread(channel, root)).stream().map(Shown::text).toList();
  }

  /// What the app wrote into a channel with the mark, as it went over the wire.
  private List<String> byApp(String channel) {
    return olga.channel(channel).stream()
        .filter(seen -> seen.byApp() && seen.words().contains(mark))
        .map(seen -> seen.text() + seen.blocks())
        .toList();
  }

  private static int calls(String wire) {
    return wire.split("<@" + ada.id() + ">", -1).length - 1;
  }
}
