package io.mycelium.bridge.slack.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.chatting.layout.Fact;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.SheetButton;
import io.mycelium.chatting.layout.SheetTable;
import io.mycelium.chatting.layout.Tone;
import io.mycelium.chatting.text.Scribbles;
import io.mycelium.chatting.text.Span;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Column;
import io.mycelium.core.room.Author;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlackRendererTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T10:00:00Z");
  private static final Fact AT =
      new Fact("At", List.of(new Span.Time(MARCH, "2026-03-01 10:00 UTC")));

  private final SlackRenderer renderer = new SlackRenderer();

  @Test
  void aCardIsOneMessageInReadingOrder() {
    Sheet sheet =
        sheet("Deploy <now>", "It *broke*", List.of(AT), buttons(2))
            .by(new Author(new PeerId("peer_1"), "Ada", PeerKind.PERSON))
            .noting("Two may decide");

    SlackOutput output = renderer.draw(sheet);

    JsonNode blocks = SlackChecks.sent(output.messages().getFirst().blocks());
    assertThat(blocks.findValuesAsText("type"))
        .containsSubsequence(
            "context", "header", "context", "section", "section", "actions", "context");
    assertThat(blocks.at("/1/text/text").asText()).isEqualTo("Deploy <now>");
    assertThat(blocks.at("/2/elements/0/text").asText()).isEqualTo("🔴 failed");
    assertThat(blocks.at("/4/fields/0/text").asText())
        .endsWith("\n<!date^1772359200^{date_short_pretty} {time}|2026-03-01 10:00 UTC>");
    assertThat(blocks.at("/5/elements/0/value").asText()).isEqualTo("id-0");
    assertThat(blocks.at("/5/elements/0/style").asText()).isEqualTo("primary");
    assertThat(output.messages().getFirst().text()).isEqualTo("Ada: Deploy &lt;now&gt;: failed");
    SlackChecks.accepts(output);
  }

  @Test
  void slackLooksForNoNamesInWhatIsSaid() {
    JsonNode blocks =
        SlackChecks.sent(renderer.draw(Sheet.saying("hi")).messages().getFirst().blocks());

    assertThat(blocks.at("/0/text/verbatim").asBoolean()).isTrue();
  }

  @Test
  void whoIsCalledHasAnAccountAndNobodyElse() {
    Sheet sheet =
        Sheet.saying("@ada, @Ada Lovelace. and @bob: mail to x@ada, `@ada`, @adam @channel <@U9>")
            .noting("@ada");

    SlackOutput output = renderer.draw(sheet, Map.of("ada", "U1", "Ada Lovelace", "U2"));

    JsonNode blocks = SlackChecks.sent(output.messages().getFirst().blocks());
    assertThat(blocks.at("/0/text/text").asText().replace("\u200b", ""))
        .isEqualTo("<@U1>, <@U2>. and @bob: mail to x@ada, `@ada`, @adam @channel &lt;@U9&gt;");
    assertThat(blocks.at("/1").toString()).doesNotContain("<@");
    assertThat(output.messages().getFirst().text()).doesNotContain("<@");
  }

  @Test
  void aLongTextBecomesSectionsAndThenMessages() {
    SlackOutput output = renderer.draw(Sheet.saying("words ".repeat(5_000)).offering(buttons(1)));

    assertThat(output.messages()).hasSize(3);
    assertThat(output.whole()).isEmpty();
    assertThat(SlackChecks.sent(output.messages().getFirst().blocks()).toString())
        .doesNotContain("actions");
    assertThat(SlackChecks.sent(output.messages().getLast().blocks()).toString())
        .contains("actions");
    SlackChecks.accepts(output);
  }

  @Test
  void whatIsLongerThanFiveMessagesBecomesAFile() {
    SlackOutput output = renderer.draw(Sheet.saying("words ".repeat(20_000)).offering(buttons(1)));

    assertThat(output.messages()).hasSize(1);
    assertThat(output.whole().orElseThrow()).startsWith("words words").hasSizeGreaterThan(100_000);
    SlackChecks.accepts(output);
  }

  @Test
  void aLongTitleIsNotCut() {
    String title = "t".repeat(400);

    SlackOutput output = renderer.draw(sheet(title, "", List.of(), List.of()));

    assertThat(SlackChecks.sent(output.messages().getFirst().blocks()).toString()).contains(title);
    SlackChecks.accepts(output);
  }

  @Test
  void manyFieldsAndLongOnesFit() {
    List<Fact> fields = new ArrayList<>();
    IntStream.range(0, 25).forEach(i -> fields.add(fact("L" + i, "v".repeat(i * 100 + 1))));

    SlackOutput output = renderer.draw(sheet("t", "", fields, List.of()));

    SlackChecks.accepts(output);
    assertThat(output.messages().toString()).contains("v".repeat(2_400));
  }

  @Test
  void sixButtonsStandInTwoLines() {
    SlackOutput output = renderer.draw(Sheet.saying("a").offering(buttons(6)));

    JsonNode blocks = SlackChecks.sent(output.messages().getFirst().blocks());
    assertThat(blocks.at("/1/elements")).hasSize(5);
    assertThat(blocks.at("/2/elements")).hasSize(1);
    SlackChecks.accepts(output);
  }

  @Test
  void aTableIsMonospacedWithinItsSections() {
    var rows = IntStream.range(0, 200).mapToObj(i -> words("job_" + i, "<x>".repeat(20))).toList();
    var table =
        new SheetTable(
            List.of(new Column("id", "Id", Column.Fit.WHOLE), new Column("n", "N")), rows);

    SlackOutput output = renderer.draw(table(table));

    for (JsonNode block : SlackChecks.sent(output.messages().getFirst().blocks())) {
      assertThat(block.at("/text/text").asText()).startsWith("```\n").endsWith("\n```");
    }
    SlackChecks.accepts(output);
  }

  @Test
  void aTimeInATableIsEachReadersOwnWhereItIsNoCode() {
    var prose = new Column("n", "N", Column.Fit.PROSE);
    var time = AT.value().getFirst();
    var text = new Span.Words("words ".repeat(30).strip());

    SlackOutput rows =
        renderer.draw(
            table(
                new SheetTable(
                    List.of(new Column("at", "At"), prose), List.of(List.of(time, text)))));
    SlackOutput code =
        renderer.draw(
            table(new SheetTable(List.of(new Column("at", "At")), List.of(List.of(time)))));

    assertThat(rows.messages().toString()).contains("<!date^1772359200^");
    assertThat(code.messages().toString())
        .contains("2026-03-01 10:00 UTC")
        .doesNotContain("<!date");
  }

  @Test
  void timesLeaveSlacksLimitsAlone() {
    var time = AT.value().getFirst();
    List<Fact> facts =
        IntStream.range(0, 60)
            .mapToObj(i -> new Fact("L".repeat(60) + i, Collections.nCopies(20 + i, time)))
            .toList();

    SlackOutput output = renderer.draw(sheet("t", "", facts, List.of()));

    SlackChecks.accepts(output);
    assertThat(output.messages().toString().replaceAll("<!date\\^\\d+\\^[^|<>]*\\|[^|<>]*>", ""))
        .doesNotContain("<!date")
        .doesNotContain("{time}");
  }

  @Test
  void nobodyWritesATimesMarkThemselves() {
    String mark = "<!date^0^{date}|noon>";
    String body = "%1$s `%1$s` **%1$s** [%1$s](https://a.example/%1$s)".formatted(mark);
    Sheet sheet =
        sheet(mark, body, List.of(fact(mark, mark)), List.of())
            .by(new Author(new PeerId("peer_1"), mark, PeerKind.PERSON))
            .noting(mark);

    SlackOutput output = renderer.draw(sheet);

    for (JsonNode text :
        SlackChecks.sent(output.messages().getFirst().blocks()).findParents("verbatim")) {
      assertThat(text.path("text").asText()).doesNotContain("<!");
    }
    assertThat(output.messages().getFirst().text()).doesNotContain("<!");
  }

  @Test
  void anEmptySheetIsAMessageToo() {
    SlackOutput output = renderer.draw(Sheet.saying(" "));

    assertThat(output.messages()).singleElement().extracting(SlackMessage::text).isEqualTo("…");
  }

  @Test
  void slackAcceptsWhateverStrangersWrite() {
    for (long seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      List<Fact> fields =
          IntStream.range(0, random.nextInt(14))
              .mapToObj(i -> fact("L " + i, Scribbles.of(i, 200)))
              .toList();
      Sheet sheet =
          sheet(
              Scribbles.of(seed, 60).replace('\n', ' '),
              Scribbles.of(seed + 1, 800),
              fields,
              buttons(random.nextInt(30)));

      SlackChecks.accepts(renderer.draw(sheet));
    }
  }

  private static Fact fact(String label, String value) {
    return new Fact(label, Span.of(value));
  }

  private static List<Span> words(String... cells) {
    return Stream.of(cells).<Span>map(Span.Words::new).toList();
  }

  private static List<SheetButton> buttons(int count) {
    Action.Style[] styles = Action.Style.values();
    return IntStream.range(0, count)
        .mapToObj(i -> new SheetButton("Button " + "x".repeat(i * 20), styles[i % 3], "id-" + i))
        .toList();
  }

  private static Sheet sheet(
      String title, String body, List<Fact> fields, List<SheetButton> buttons) {
    return new Sheet(
        Optional.empty(),
        title,
        Optional.of("failed"),
        Optional.of(Tone.BAD),
        body,
        fields,
        Optional.empty(),
        List.of(),
        buttons,
        "");
  }

  private static Sheet table(SheetTable table) {
    return new Sheet(
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(),
        Optional.of(table),
        List.of(),
        List.of(),
        "");
  }
}
