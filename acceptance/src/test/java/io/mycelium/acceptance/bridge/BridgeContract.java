package io.mycelium.acceptance.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The suite that every bridge passes, in front of the gateway of [Stage].
public abstract class BridgeContract {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Map<String, String> NOTHING = Map.of();

  /// So that what one test says is not taken for what another one said.
  private static final AtomicInteger MARKS = new AtomicInteger();

  private final String mark = "m" + MARKS.incrementAndGet() + "m";

  @TempDir static Path own;

  protected abstract Platform platform();

  protected abstract Stage stage();

  @Test
  void wordsAreSeenByAllOnceAndInOrder() {
    List<String> said = IntStream.range(0, 5).mapToObj(i -> mark + " word " + i).toList();

    said.forEach(olga()::say);

    for (Member member : List.of(olga(), ada())) {
      await()
          .pollInSameThread()
          .atMost(SOON)
          .untilAsserted(() -> {
            List<Shown> shown = member.room().stream().filter(s -> s.says(mark)).toList();
            assertThat(shown).extracting(Shown::text).isEqualTo(said);
            assertThat(shown).extracting(Shown::author).containsOnly("olga");
          });
    }
  }

  @Test
  void aCardIsTheSameForAllAndStaysTrue() {
    olga().run("task create", Map.of("title", mark + " mend the roof", "notes", "before winter"));
    Shown card = see(ada()::room, mark + " mend the roof");
    assertThat(card.state()).isEqualTo("open");
    assertThat(card.text()).contains("before winter");

    olga().press(see(olga()::room, mark + " mend the roof"), "Start", NOTHING);

    for (Member member : List.of(olga(), ada())) {
      see(member::room, s -> s.says(mark + " mend the roof") && s.state().equals("started"));
      assertThat(member.room()).filteredOn(s -> s.says(mark + " mend the roof")).hasSize(1);
    }
  }

  @Test
  void aTableAnswersWhoAskedAlone() {
    List<String> chores = IntStream.range(0, 60).mapToObj(i -> mark + " chore " + i).toList();
    chores.forEach(stage()::task);

    ada().run("task list", NOTHING);

    Shown table = see(ada()::alone, s -> s.table().size() > 1);
    assertThat(table.table().getFirst()).contains("Title", "State");
    while (!shownToAda().containsAll(chores)) {
      int rows = shownToAda().size();
      ada().more();
      await().pollInSameThread().atMost(SOON).until(() -> shownToAda().size() > rows);
    }
    assertThat(olga().alone()).noneMatch(s -> s.says(mark));
  }

  @Test
  void aRefusalIsASentenceForWhoAskedAlone() {
    ada().run("task show", Map.of("task", "98765"));

    Shown refused = see(ada()::alone, "98765");
    assertThat(refused.text()).endsWith(".");
    assertThat(olga().alone()).noneMatch(s -> s.says("98765"));
    assertThat(olga().room()).noneMatch(s -> s.says("98765"));
  }

  @Test
  void whatCannotBeTakenIsSaidAtTheOptionAndDoesNothing() {
    ada().run("probe", Map.of("words", mark, "number", "501"));

    see(ada()::alone, s -> s.says("number") && s.says("500"));
    assertThat(olga().room()).noneMatch(s -> s.says("/probe") && s.says(mark));
  }

  @Test
  void aSecretIsForOneAlone() {
    olga().run("key create", NOTHING);

    Shown key = see(olga()::alone, "myc_");
    assertThat(key.author()).isEmpty();
    assertThat(ada().room()).noneMatch(s -> s.says("myc_"));
    assertThat(olga().room()).noneMatch(s -> s.says("myc_"));
  }

  @Test
  void aFileComesToAllUnchanged() throws IOException {
    Path sheet = own.resolve(mark + " n\u00fcmbers.csv");
    Files.writeString(sheet, "a;b\n1;\u00fc\n");

    olga().run("say", Map.of("text", mark + " the numbers", "file", sheet.toString()));

    Shown post = see(ada()::room, s -> s.says(mark + " the numbers") && !s.files().isEmpty());
    assertThat(post.files()).containsExactly(sheet.getFileName().toString());
    assertThat(ada().open(post, post.files().getFirst())).isEqualTo(Files.readAllBytes(sheet));
  }

  @Test
  void anApprovalIsDecidedOnceByWhoMay() {
    Shown asked = ask();
    if (platform().drawsForEach()) {
      assertThat(asked.offers("Grant")).as("nobody grants their own").isFalse();
    } else {
      olga().press(asked, "Grant", NOTHING);
      see(olga()::alone, "yourself");
    }
    Shown card = see(ada()::room, s -> s.says(mark) && s.offers("Grant"));

    ada().press(card, "Grant", NOTHING);

    for (Member member : List.of(olga(), ada())) {
      Shown decided = see(member::room, s -> s.says(mark) && !s.state().equals("pending"));
      assertThat(decided.fields().toString()).contains("ada");
      assertThat(decided.offers("Grant")).isFalse();
    }
  }

  @Test
  void aButtonAsksForWhatItsCommandLacks() {
    ask();

    ada()
        .press(
            see(ada()::room, s -> s.says(mark) && s.offers("Deny")),
            "Deny",
            Map.of("reason", mark + " not now"));

    Shown denied = see(olga()::room, s -> s.says(mark) && s.state().equals("denied"));
    assertThat(denied.fields().toString()).contains(mark + " not now");
  }

  @Test
  void everyKindOfOptionArrivesAsItWasGiven() throws IOException {
    Path sheet = own.resolve(mark + ".txt");
    Files.writeString(sheet, "in it");
    String folder = stage().work().toString();

    Shown answer =
        probe(
            Map.of(
                "words", mark + " <b>\"quoted\"</b> --really & more",
                "number", "-5",
                "really", "true",
                "size", "large",
                "wait", "90s",
                "folder", folder,
                "who", "olga",
                "where", "main",
                "sheet", sheet.toString()));

    assertThat(answer.text())
        .contains("words: " + mark + " <b>\"quoted\"</b> --really & more")
        .contains("number: -5")
        .contains("really: True")
        .contains("size: large")
        .contains("wait: PT1M30S")
        .contains("folder: " + folder)
        .contains("where: main")
        .contains("who: olga")
        .contains("sheet: " + mark + ".txt=in it");
  }

  @Test
  void aLongAnswerIsWhole() {
    Shown answer =
        probe(Map.of("words", mark, "lines", "2000"), s -> s.text().contains("line 2000 of it"));

    for (int line : new int[] {1, 999, 1000, 2000}) {
      assertThat(answer.text()).containsPattern("\\bline " + line + " of it\\b");
    }
  }

  @Test
  void longWordsAreSaidWhole() {
    String words = mark + " " + "w".repeat(1_900) + " " + "x".repeat(1_900) + " end";

    olga().say(words);

    assertThat(see(ada()::room, mark).text()).isEqualTo(words);
  }

  @Test
  void whatIsDeliveredTwiceIsDoneOnce() {
    platform()
        .losesAnswers(() -> {
          olga().say(mark + " said");
          olga().run("task create", Map.of("title", mark + " made"));
          see(olga()::room, mark + " made");
        });
    Shown asked = ask();
    platform()
        .losesAnswers(() -> {
          ada().press(see(ada()::room, s -> s.says(mark) && s.offers("Grant")), "Grant", NOTHING);
          see(ada()::room, s -> s.id().equals(asked.id()) && !s.state().equals("pending"));
        });

    for (Member member : List.of(olga(), ada())) {
      see(member::room, s -> s.id().equals(asked.id()) && s.state().equals("done"));
      assertThat(member.room()).filteredOn(s -> s.says(mark + " said")).hasSize(1);
      assertThat(member.room()).filteredOn(s -> s.says(mark + " made")).hasSize(1);
      assertThat(member.room()).filteredOn(s -> s.id().equals(asked.id())).hasSize(1);
    }
    assertThat(ada().alone())
        .as("a repeated press is no refusal")
        .noneMatch(s -> s.says("already"));
  }

  @Test
  void whatIsToldTwiceIsShownOnce() {
    platform()
        .tellsTwice(() -> {
          olga().say(mark + " said");
          olga().run("task create", Map.of("title", mark + " made"));
          see(ada()::room, mark + " made");
        });
    olga().say(mark + " afterwards");

    for (Member member : List.of(olga(), ada())) {
      see(member::room, mark + " afterwards");
      assertThat(member.room()).filteredOn(s -> s.says(mark + " said")).hasSize(1);
      assertThat(member.room()).filteredOn(s -> s.says(mark + " made")).hasSize(1);
    }
  }

  @Test
  void whatWasDrawnEarlierDoesNotCoverWhatCameLater() {
    olga().run("task create", Map.of("title", mark + " race"));
    see(ada()::room, mark + " race");

    platform()
        .isOvertaken(() -> {
          olga().run("task start", Map.of("task", number(mark + " race")));
          olga().run("task finish", Map.of("task", number(mark + " race")));
        });

    for (Member member : List.of(olga(), ada())) {
      see(member::room, s -> s.says(mark + " race") && s.state().equals("finished"));
    }
  }

  private Member olga() {
    return platform().olga();
  }

  private Member ada() {
    return platform().ada();
  }

  /// The cells of all tables.
  private Set<String> shownToAda() {
    return ada().alone().stream()
        .flatMap(s -> s.table().stream())
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  /// Asks for something that somebody else has to agree to.
  private Shown ask() {
    String repository = stage().work().resolve("project").toString();
    olga().run("release-notes", Map.of("repo", repository, "title", mark));
    return see(olga()::room, s -> s.says(mark) && s.state().equals("pending"));
  }

  /// What the probe says of the options that ada gives it, as olga sees it.
  private Shown probe(Map<String, String> options) {
    return probe(options, s -> s.says(mark));
  }

  /// @param whole tells that all of it has come
  private Shown probe(Map<String, String> options, Predicate<Shown> whole) {
    Set<String> before = olga().room().stream().map(Shown::id).collect(Collectors.toSet());
    ada().run("probe", options);
    Shown card =
        see(
            olga()::room,
            s ->
                s.title().contains("probe")
                    && s.state().equals("done")
                    && !before.contains(s.id()));
    return see(() -> olga().thread(card), whole);
  }

  /// The number of the task with that title.
  private String number(String title) {
    Matcher number = Pattern.compile("#\\d+").matcher(see(olga()::room, title).title());
    assertThat(number.find()).as("a card names its number").isTrue();
    return number.group();
  }

  private static Shown see(Supplier<List<Shown>> place, String words) {
    return see(place, s -> s.says(words));
  }

  /// Waits for something to be shown; the newest that fits.
  private static Shown see(Supplier<List<Shown>> place, Predicate<Shown> fits) {
    return await("this is shown: " + place.get().reversed().stream().limit(3).toList())
        .pollInSameThread()
        .atMost(SOON)
        .until(
            () -> place.get().reversed().stream().filter(fits).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }
}
