package io.mycelium.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordSchemaTest {
  enum Shade {
    LIGHT,
    VERY_DARK
  }

  record Paint(
      @Positional @Bounds(min = 1, max = 20) @Help("what to paint") String thing,
      @Bounds(min = 1, max = 9) @Standard("2") @Help("how many coats") int coats,
      @Help("which shade") Optional<Shade> shade,
      @Bounds(min = 1, max = 3600) @Help("how long to wait") Optional<Duration> dryFor,
      @Help("whether to hurry") boolean quick) {
    Paint {
      if (quick && coats > 5) {
        throw new IllegalArgumentException("nobody paints more than five coats in a hurry");
      }
    }
  }

  private final OptionSchema<Paint> schema = OptionSchema.of(Paint.class);

  @Test
  void readsOptionsFromTheRecord() {
    assertThat(schema.options())
        .extracting(Option::name)
        .containsExactly("thing", "coats", "shade", "dry-for", "quick");
    assertThat(schema.options())
        .extracting(Option::required)
        .containsExactly(true, false, false, false, false);
    assertThat(schema.options().get(2).choices()).containsExactly("light", "very-dark");
  }

  @Test
  void bindsGivenValuesAndFillsInTheRest() {
    var bound = bind("{'thing':'door','shade':'very-dark','dry-for':'15m'}");

    assertThat(bound)
        .isInstanceOfSatisfying(
            Bound.Fits.class,
            fits -> {
              assertThat(fits.options())
                  .isEqualTo(
                      new Paint(
                          "door",
                          2,
                          Optional.of(Shade.VERY_DARK),
                          Optional.of(Duration.ofMinutes(15)),
                          false));
              assertThat(fits.canonical())
                  .hasToString(
                      "{\"thing\":\"door\",\"coats\":2,\"shade\":\"very-dark\",\"dry-for\":\"PT15M\",\"quick\":false}");
            });
  }

  @Test
  void whatPeopleTypeAndWhatProgramsSendIsTheSame() {
    assertThat(canonical("{'coats':3,'thing':'x','quick':true}"))
        .isEqualTo(canonical("{'thing':'x','quick':'true','coats':'3'}"));
  }

  @Test
  void namesEveryProblemWithWhatWasGivenAndWhatIsAllowed() {
    assertThat(
            errors("{'coats':'many','shade':'pink','dry-for':'2h','quick':'yes','colour':'red'}"))
        .extracting(FieldError::option, FieldError::given)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("thing", ""),
            org.assertj.core.groups.Tuple.tuple("coats", "many"),
            org.assertj.core.groups.Tuple.tuple("shade", "pink"),
            org.assertj.core.groups.Tuple.tuple("dry-for", "2h"),
            org.assertj.core.groups.Tuple.tuple("quick", "yes"),
            org.assertj.core.groups.Tuple.tuple("colour", ""));
    assertThat(errors("{'thing':'x','coats':10}"))
        .singleElement()
        .satisfies(e ->
            assertThat(e.message()).isEqualTo("is '10', but takes a whole number from 1 to 9"));
  }

  @Test
  void offersTheNearestOption() {
    assertThat(errors("{'thing':'x','caots':3}"))
        .singleElement()
        .satisfies(
            e -> assertThat(e.sentence()).endsWith("is not an option here; did you mean 'coats'?"));
  }

  @Test
  void refusesNumbersThatDoNotFit() {
    assertThat(errors("{'thing':'x','coats':99999999999999999999999}")).hasSize(1);
    assertThat(errors("{'thing':'x','coats':2.5}")).hasSize(1);
    assertThat(errors("{'thing':['x']}")).hasSize(1);
  }

  @Test
  void rulesOverSeveralOptionsLieInTheRecord() {
    assertThat(errors("{'thing':'x','coats':6,'quick':true}"))
        .singleElement()
        .satisfies(
            e -> assertThat(e.message()).contains("nobody paints more than five coats in a hurry"));
  }

  @Test
  void cleansText() {
    assertThat(canonical("{'thing':'a\\u001b[2Jb'}").path("thing").asText()).isEqualTo("ab");
  }

  @Test
  void refusesRecordsThatNoSurfaceCouldShow() {
    record Odd(@Help("a map") java.util.Map<String, String> map) {}
    record Silent(String text) {}

    assertThatThrownBy(() -> OptionSchema.of(Odd.class)).hasMessageContaining("Odd.map");
    assertThatThrownBy(() -> OptionSchema.of(Silent.class)).hasMessageContaining("no @Help");
  }

  @Test
  void aFileIsBoundToWhatItsUploadAnswered() {
    record Show(@Help("what to show") FileRef file) {}
    var file = new FileRef("ab".repeat(32), "q3.csv", "text/csv", 5);
    OptionSchema<Show> show = OptionSchema.of(Show.class);

    var given = Json.object();
    given.set("file", file.tree().put("name", "/tmp/q3.csv").put("more", true));
    var asText = Json.object().put("file", file.toString());

    for (ObjectNode each : List.of(given, asText)) {
      assertThat(show.bind(each))
          .isInstanceOfSatisfying(
              Bound.Fits.class,
              fits -> {
                assertThat(fits.options()).isEqualTo(new Show(file));
                assertThat(fits.canonical().path("file")).isEqualTo(file.tree());
              });
    }
  }

  @Test
  void aPathIsNoFile() {
    record Show(@Help("what to show") FileRef file) {}

    assertThat(OptionSchema.of(Show.class).bind(Json.object().put("file", "/etc/passwd")))
        .isInstanceOfSatisfying(
            Bound.Misfits.class,
            misfits ->
                assertThat(misfits.errors().getFirst().toString())
                    .contains("is '/etc/passwd', but takes an uploaded file"));
  }

  @Test
  void theTypeOfAnOptionIsPartOfTheDefinition() {
    record Text(@Help("it") Optional<String> it) {}
    record Upload(@Help("it") Optional<FileRef> it) {}
    Command.Draft draft = Command.named("show").summary("Show it");

    assertThat(draft.handledBy(Upload.class, (_, _) -> new Reply.Text("")).definition())
        .isNotEqualTo(draft.handledBy(Text.class, (_, _) -> new Reply.Text("")).definition());
  }

  private Bound<Paint> bind(String json) {
    return schema.bind((ObjectNode) Json.parse(json.replace('\'', '"')));
  }

  private ObjectNode canonical(String json) {
    return ((Bound.Fits<Paint>) bind(json)).canonical();
  }

  private List<FieldError> errors(String json) {
    return ((Bound.Misfits<Paint>) bind(json)).errors();
  }
}
