package io.mycelium.bridge.discord.render;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;

class DiscordRendererTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T10:00:00Z");
  private static final Fact AT =
      new Fact("At", List.of(new Span.Time(MARCH, "2026-03-01 10:00 UTC")));

  private final DiscordRenderer renderer = new DiscordRenderer();

  @Test
  void aCardIsAnEmbedInTheColourOfItsState() {
    Sheet sheet =
        sheet("Deploy *now*", "It **broke**", List.of(AT), buttons(2))
            .by(new Author(new PeerId("peer_1"), "Ada", PeerKind.PERSON))
            .noting("Two may decide");

    DiscordMessage message = accepted(renderer.draw(sheet)).messages().getFirst();

    MessageEmbed embed = message.embeds().getFirst();
    assertThat(embed.getTitle()).isEqualTo("Deploy \\*now\\*");
    assertThat(embed.getDescription()).isEqualTo("🔴 failed\n\nIt **broke**");
    assertThat(embed.getColorRaw()).isEqualTo(DiscordEmbeds.colour(Tone.BAD));
    assertThat(embed.getAuthor().getName()).isEqualTo("Ada");
    assertThat(embed.getFooter().getText()).isEqualTo("Two may decide");
    assertThat(embed.getFields())
        .singleElement()
        .extracting(MessageEmbed.Field::getValue)
        .isEqualTo("<t:1772359200:f>");
    assertThat(message.rows().getFirst().getButtons())
        .extracting(b -> b.getCustomId())
        .containsExactly("id-0", "id-1");
  }

  @Test
  void aMessageCallsNobodyButPeople() {
    MessageCreateData data =
        renderer.draw(Sheet.saying("@everyone <@&1>")).messages().getFirst().created();

    assertThat(data.toData().getObject("allowed_mentions").getArray("parse").toList())
        .containsExactly("users");
  }

  @Test
  void whatIsOnlySaidIsPlain() {
    DiscordMessage message =
        renderer.draw(Sheet.saying("hi").noting("small")).messages().getFirst();

    assertThat(message.content()).isEqualTo("hi\n-# small");
    assertThat(message.embeds()).isEmpty();
  }

  @Test
  void aLongTextBecomesMessagesThatKeepTheirFences() {
    String code = "```java\n" + "int a = 1;\n".repeat(500) + "```";

    DiscordOutput output = accepted(renderer.draw(Sheet.saying(code).offering(buttons(1))));

    assertThat(output.messages()).hasSize(3);
    assertThat(output.messages())
        .allSatisfy(m -> assertThat(m.content()).startsWith("```java\nint").endsWith("\n```"));
    assertThat(output.messages().getFirst().rows()).isEmpty();
    assertThat(output.messages().getLast().rows()).hasSize(1);
  }

  @Test
  void whatIsLongerThanFiveMessagesBecomesAFile() {
    DiscordOutput output = accepted(renderer.draw(Sheet.saying("words ".repeat(4_000))));

    assertThat(output.messages()).hasSize(2);
    assertThat(output.whole().orElseThrow()).hasSizeGreaterThan(20_000);
  }

  @Test
  void aLongCardBecomesSeveralEmbeds() {
    DiscordOutput output =
        accepted(
            renderer.draw(sheet("t".repeat(300), "words ".repeat(1_500), List.of(), List.of())));

    assertThat(output.messages().size()).isGreaterThan(1);
    assertThat(output.messages().getFirst().embeds().getFirst().getDescription())
        .contains("t".repeat(300));
  }

  @Test
  void manyFieldsAndLongOnesFit() {
    List<Fact> fields =
        IntStream.range(0, 40).mapToObj(i -> fact("L" + i, "v".repeat(i * 30 + 1))).toList();

    DiscordOutput output = accepted(renderer.draw(sheet("t", "", fields, List.of())));

    String all =
        output.messages().stream()
            .map(m -> m.created().toData().toString())
            .collect(Collectors.joining());
    assertThat(all).contains("v".repeat(1_100)).contains("L39").contains("L0");
  }

  @Test
  void tooManyButtonsStandBelowAnotherMessage() {
    DiscordOutput output = accepted(renderer.draw(Sheet.saying("a").offering(buttons(30))));

    assertThat(output.messages()).hasSize(2);
    assertThat(output.messages().getFirst().rows()).hasSize(DiscordLimits.ROWS);
    assertThat(output.messages().getLast().rows()).hasSize(1);
  }

  @Test
  void anIdStandsInAMessageOnce() {
    var twice = new SheetButton("a", Action.Style.PLAIN, "same");

    DiscordOutput output =
        accepted(renderer.draw(Sheet.saying("a").offering(List.of(twice, twice))));

    assertThat(output.messages().getFirst().rows().getFirst().getButtons()).hasSize(1);
  }

  @Test
  void aTableIsMonospaced() {
    var rows = IntStream.range(0, 60).mapToObj(i -> words("job_" + i, "x y ".repeat(20))).toList();
    var table =
        new SheetTable(
            List.of(new Column("id", "Id", Column.Fit.WHOLE), new Column("n", "N")), rows);
    assertThat(accepted(renderer.draw(table(table))).messages())
        .allSatisfy(m -> assertThat(m.content()).startsWith("```\n").endsWith("\n```"));
  }

  @Test
  void aTimeInATableIsEachReadersOwnWhereItIsNoCode() {
    var prose = new Column("n", "N", Column.Fit.PROSE);
    var time = AT.value().getFirst();
    var text = new Span.Words("words ".repeat(30).strip());

    DiscordOutput rows =
        renderer.draw(
            table(
                new SheetTable(
                    List.of(new Column("at", "At"), prose), List.of(List.of(time, text)))));
    DiscordOutput code =
        renderer.draw(
            table(new SheetTable(List.of(new Column("at", "At")), List.of(List.of(time)))));

    assertThat(rows.messages().getFirst().content()).startsWith("**<t:1772359200:f>**\nwords");
    assertThat(code.messages().getFirst().content())
        .isEqualTo("```\nAt\n2026-03-01 10:00 UTC\n```");
  }

  @Test
  void timesLeaveDiscordsLimitsAlone() {
    var time = AT.value().getFirst();
    List<Fact> facts =
        IntStream.range(0, 60)
            .mapToObj(i -> new Fact("L".repeat(60) + i, Collections.nCopies(40 + i, time)))
            .toList();

    DiscordOutput output = accepted(renderer.draw(sheet("t", "", facts, List.of())));

    String all = output.messages().stream().map(DiscordMessage::embeds).toList().toString();
    assertThat(all.replace("<t:1772359200:f>", "")).doesNotContain("<t").doesNotContain(":f>");
  }

  @Test
  void nobodyWritesATimesMarkThemselves() {
    String mark = "<t:0:f>";
    String body = "%1$s **%1$s** [%1$s](https://a.example/%1$s)".formatted(mark);
    Sheet sheet = sheet(mark, body, List.of(fact(mark, mark)), List.of()).noting(mark);

    MessageEmbed embed = renderer.draw(sheet).messages().getFirst().embeds().getFirst();

    assertThat(embed.getTitle()).doesNotContain(mark);
    assertThat(embed.getDescription()).doesNotContain(mark);
    assertThat(embed.getFields())
        .singleElement()
        .satisfies(field -> assertThat(field.getName() + field.getValue()).doesNotContain(mark));
  }

  @Test
  void aDrawingTakesAnotherOnesPlace() {
    DiscordMessage plain = renderer.draw(Sheet.saying("a")).messages().getFirst();

    assertThat(plain.edited().toData().getArray("embeds").length()).isZero();
    assertThat(plain.edited().toData().getArray("components").length()).isZero();
    assertThat(plain.edited().toData().getString("content")).isEqualTo("a");
  }

  @Test
  void discordAcceptsWhateverStrangersWrite() {
    for (long seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      List<Fact> fields =
          IntStream.range(0, random.nextInt(30))
              .mapToObj(i -> fact("L " + i, Scribbles.of(i, 150)))
              .toList();
      String title = random.nextBoolean() ? Scribbles.of(seed, 40).replace('\n', ' ') : "";

      accepted(
          renderer.draw(
              sheet(title, Scribbles.of(seed + 1, 600), fields, buttons(random.nextInt(30)))));
      accepted(
          renderer.draw(
              Sheet.saying(Scribbles.of(seed + 2, 600)).offering(buttons(random.nextInt(3)))));
    }
  }

  /// JDA checks most of what Discord would refuse when it builds a message.
  private static DiscordOutput accepted(DiscordOutput output) {
    assertThat(output.messages())
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(DiscordRenderer.MOST_MESSAGES);
    for (DiscordMessage message : output.messages()) {
      assertThat(message.created().toData().keys()).isNotEmpty();
      assertThat(message.content().isBlank() && message.embeds().isEmpty()).isFalse();
      assertThat(message.content().length()).isLessThanOrEqualTo(DiscordLimits.CONTENT);
      assertThat(message.embeds().size()).isLessThanOrEqualTo(DiscordLimits.EMBEDS);
      assertThat(message.embeds().stream().mapToInt(MessageEmbed::getLength).sum())
          .isLessThanOrEqualTo(DiscordLimits.EMBEDS_TEXT);
      assertThat(message.rows().size()).isLessThanOrEqualTo(DiscordLimits.ROWS);
    }
    return output;
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
