package io.mycelium.chatting.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mycelium.chatting.text.Span;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.DefinitionHash;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SheetsTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Call CALL =
      new Call(
          CommandName.of("task", "show"),
          new DefinitionHash("h"),
          JsonNodeFactory.instance.objectNode());
  private static final ButtonIds IDS =
      new ButtonIds() {
        @Override
        public Optional<String> action(Action action) {
          return Optional.of("a:" + action.label());
        }

        @Override
        public Optional<String> confirm(String token) {
          return Optional.of("c:" + token);
        }

        @Override
        public Optional<String> form(Reply.Form form) {
          return Optional.of("f:" + form.submit());
        }
      };

  private final Sheets sheets = new Sheets(ZONE, IDS);

  @Test
  void aTimeThatAllSeeAlikeSaysItsZone() {
    var card =
        new Reply.Card(
            Optional.empty(),
            "Mend",
            Optional.empty(),
            "",
            List.of(new Field("at", "At", "2026-03-01T10:00:00Z")),
            List.of());

    Sheet sheet = new Sheets(ZoneOffset.UTC, ButtonIds.none()).of(card);

    assertThat(sheet.fields()).containsExactly(at("2026-03-01 10:00 UTC"));
  }

  @Test
  void aCardKeepsItsPartsInTheReadersZone() {
    Sheet sheet = sheets.of(card());

    assertThat(sheet.title()).isEqualTo("Deploy");
    assertThat(sheet.state()).contains("failed");
    assertThat(sheet.tone()).contains(Tone.BAD);
    assertThat(sheet.fields()).containsExactly(at("2026-03-01 11:00"));
    assertThat(sheet.files()).extracting(SheetFile::name).containsExactly("log.txt");
    assertThat(sheet.buttons())
        .containsExactly(new SheetButton("Again", Action.Style.PRIMARY, "a:Again"));
  }

  @Test
  void whatIsForTheCallerAloneIsShownWhole() {
    Sheet sheet = sheets.of(new Reply.Private(card(), false));

    assertThat(sheet.fields()).extracting(Fact::label).containsExactly("Id", "At");
  }

  @Test
  void whatWasAcceptedIsItsCard() {
    assertThat(sheets.of(new Reply.Accepted(new Subject("job", "job_1"), card())))
        .isEqualTo(sheets.of(card()));
  }

  @Test
  void aTableOffersItsNextPage() {
    var columns = List.of(new Column("at", "At"));
    var table =
        new Reply.Table(
            columns, List.of(List.of("2026-03-01T10:00:00Z")), "None.", Optional.of(CALL));

    Sheet sheet = sheets.of(table);

    assertThat(sheet.table().orElseThrow().rows()).containsExactly(at("2026-03-01 11:00").value());
    assertThat(sheet.buttons())
        .containsExactly(new SheetButton("More", Action.Style.PLAIN, "a:More"));
    assertThat(sheets.of(new Reply.Table(columns, List.of(), "None.", Optional.empty())).body())
        .isEqualTo("None.");
  }

  @Test
  void aFormIsAskedForByAButtonOrAWord() {
    var form = new Reply.Form("New *task*", CommandName.of("task", "create"), CALL.options());

    assertThat(sheets.of(form).body()).isEqualTo("**New \\*task\\***");
    assertThat(sheets.of(form).buttons())
        .containsExactly(new SheetButton("Fill in", Action.Style.PRIMARY, "f:task create"));
    assertThat(new Sheets(ZONE, ButtonIds.none()).of(form).note()).contains("task create");
  }

  @Test
  void aFileIsHeld() {
    var file = new Reply.File(new BlobRef("a".repeat(64), 5), "../x.csv", "text/csv");

    assertThat(sheets.of(file).files()).extracting(SheetFile::name).containsExactly("x.csv");
  }

  @Test
  void aRefusalNamesEveryOptionAndOffersWhatHelps() {
    var refused =
        new Reply.Refused(
            Reply.Reason.UNCONFIRMED,
            "confirm",
            "Sure about <this>?",
            List.of(
                new FieldError("to", "", "a peer", "is missing", List.of()),
                new FieldError("in", "", "a room", "is not a room", List.of("main"))),
            Optional.of(Duration.ofMillis(1_200)),
            List.of(new Action("Look", Action.Style.PLAIN, CALL)),
            Optional.of("tok"));

    Sheet sheet = sheets.of(refused);

    assertThat(sheet.tone()).contains(Tone.BAD);
    assertThat(sheet.body())
        .isEqualTo(
            "Sure about \\<this>?\n\n- **to** is missing\n"
                + "- **in** is not a room Did you mean main?");
    assertThat(sheet.note()).isEqualTo("Worth trying again in 2 s.");
    assertThat(sheet.buttons())
        .containsExactly(
            new SheetButton("Yes, do it", Action.Style.DANGER, "c:tok"),
            new SheetButton("Look", Action.Style.PLAIN, "a:Look"));
  }

  @Test
  void aButtonsIdFitsEveryPlatform() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SheetButton("a", Action.Style.PLAIN, "x".repeat(101)));
  }

  @Test
  void aSheetIsAFileToo() {
    assertThat(SheetText.of(sheets.of(card())))
        .isEqualTo("# Deploy (failed)\n\nIt *broke*.\n\nAt: 2026-03-01 11:00\n");
  }

  private static Fact at(String words) {
    return new Fact("At", List.of(new Span.Time(Instant.parse("2026-03-01T10:00:00Z"), words)));
  }

  private static Reply.Card card() {
    return new Reply.Card(
        Optional.empty(),
        "Deploy",
        Optional.of("failed"),
        "It *broke*.",
        List.of(
            new Field("id", "Id", "job_1"),
            new Field("at", "At", "2026-03-01T10:00:00Z"),
            new Field("file-1", "log.txt", "b".repeat(64))),
        List.of(new Action("Again", Action.Style.PRIMARY, CALL)));
  }
}
