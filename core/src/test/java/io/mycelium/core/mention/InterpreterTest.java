package io.mycelium.core.mention;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.CommandLine;
import io.mycelium.core.json.Json;
import io.mycelium.core.mention.LanguageModel.Answer;
import io.mycelium.core.mention.LanguageModel.Proposal;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Action;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
  private final WordBag words = new WordBag();
  private final Interpreter interpreter = new Interpreter(words, LanguageModel.NONE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "order create 'Green tea' --assign ada | order create 'Green tea' --assign ada",
        "/order drop #12 | order drop 12",
        "Order List open | order list open",
        "purge | purge",
      })
  void exactLineRunsWhateverItDoes(String text, String line) {
    assertThat(line(meaning(text))).isEqualTo(line);
    assertThat(words.asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"order create", "order list nowhere", "/till 3", "order give 1 ada bob"})
  void lineThatDoesNotFitIsAskedAbout(String text) {
    assertThat(meaning(text)).isInstanceOf(Meaning.Ask.class);
  }

  @Test
  void whatFitsOfALineIsInTheForm() {
    assertThat(meaning("order remark 12"))
        .isInstanceOfSatisfying(
            Meaning.Ask.class,
            ask -> assertThat(ask.form().prefill()).isEqualTo(Json.parse("{\"order\":\"12\"}")));
  }

  @Test
  void clearQuestionRuns() {
    assertThat(line(meaning("which orders are there"))).isEqualTo("order list");
  }

  @Test
  void sentenceThatBeginsWithACommandsWordIsASentence() {
    assertThat(line(meaning("stock take of all the shelves"))).isEqualTo("stock-take");
    assertThat(line(meaning("stock-take"))).isEqualTo("stock-take");
  }

  @Test
  void readOfHigherRiskIsOffered() {
    assertThat(labels(meaning("look into all of the boxes"))).contains("scan");
  }

  @Test
  void exampleOfWhatCannotBeUndoneIsOfferedAsADangerousButton() {
    Meaning meaning = meaning("wipe the whole shop");

    assertThat(meaning)
        .isInstanceOfSatisfying(
            Meaning.Choose.class,
            choose ->
                assertThat(choose.candidates().getFirst().action())
                    .extracting(Action::label, Action::style)
                    .containsExactly("purge", Action.Style.DANGER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't wipe the whole shop",
        "Do not wipe the shop!",
        "please never throw #12 away"
      })
  void askingForSomethingNotToBeDoneOffersNothing(String text) {
    assertThat(meaning(text)).isInstanceOf(Meaning.Nothing.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "quantum chromodynamics"})
  void unknownTextMeansNothing(String text) {
    assertThat(meaning(text)).isInstanceOf(Meaning.Nothing.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "please hand order 31 over to @bob | order give 31 bob",
        "hand #31 over to @bob's and @eve | order give 31",
        "place an order: black tea, two bags | order create 'black tea, two bags'",
        "place an order for 'black tea' | order create 'black tea'",
        "place an order for black tea | order create",
        "remark on #7: it's late | order remark 7 'it'\\''s late'",
        "throw #7 and #8 away | order drop",
        "hadn #31 over to @bob | order give 31 bob",
      })
  void valuesAreTakenWhereThereIsNoDoubt(String text, String label) {
    assertThat(labels(meaning(text))).first().isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "which shipped orders are there? | order list shipped",
        "which orders are there, the last 5? | order list --last 5",
        "which orders are there on may 5? | order list",
        "which orders are there within 15 minutes | order list --within 15m",
        "which orders are there, all | order list --all",
        "which orders are there, not all | order list",
      })
  void valuesHaveFormsOfTheirOwn(String text, String line) {
    assertThat(line(meaning(text))).isEqualTo(line);
  }

  @Test
  void commandThatTheCallerMayNotUseIsNotGuessed() {
    String text = "how much money is in the till?";

    assertThat(line(interpreter.of(text, Shop.catalogue(1), Shop.caller(Role.OPERATOR))))
        .isEqualTo("till");
    assertThat(interpreter.of(text, Shop.catalogue(1), Shop.caller(Role.VIEWER)))
        .isInstanceOf(Meaning.Nothing.class);
  }

  @Test
  void examplesAreComputedOncePerCatalogue() {
    meaning("which orders are there?");
    int first = words.asked();

    meaning("which orders are there?");
    interpreter.of("which orders are there?", Shop.catalogue(2), Shop.caller(Role.MEMBER));

    assertThat(words.asked()).isEqualTo(first + 2);
  }

  @Test
  void withoutSentencesOnlyLinesRun() {
    var plain = new Interpreter(Embedder.NONE, LanguageModel.NONE);

    assertThat(plain.of("purge", Shop.catalogue(1), Shop.caller(Role.MEMBER)))
        .isInstanceOf(Meaning.Run.class);
    assertThat(plain.of("which orders are there?", Shop.catalogue(1), Shop.caller(Role.MEMBER)))
        .isInstanceOf(Meaning.Nothing.class);
  }

  @Test
  void modelIsNotAskedWhereThereIsNoDoubt() {
    LanguageModel never =
        (_, _) -> {
          throw new AssertionError("asked");
        };

    assertThat(line(asking(never, "which orders are there?"))).isEqualTo("order list");
  }

  @Test
  void onlyProposalOfAReadRuns() {
    assertThat(line(asking(proposing(new Proposal("order-list", Json.object())), "what sells?")))
        .isEqualTo("order list");
  }

  @Test
  void proposalOfAWriteIsOfferedWithTheValuesThatFit() {
    var proposal =
        new Proposal("order-give", Json.object().put("order", "#9").put("to", "!!").put("x", 1));

    assertThat(labels(asking(proposing(proposal), "bob should get it")))
        .containsExactly("order give 9");
  }

  @Test
  void proposalsOfUnknownAndForbiddenCommandsAreDropped() {
    var unknown = new Proposal("rm-rf", Json.object());
    var forbidden = new Proposal("till", Json.object());

    assertThat(asking(proposing(unknown, forbidden), "what sells?"))
        .isInstanceOf(Meaning.Nothing.class);
  }

  @Test
  void atMostThreeProposalsAreOffered() {
    Proposal[] many =
        IntStream.range(1, 9)
            .mapToObj(i -> new Proposal("order-drop", Json.object().put("order", i)))
            .toArray(Proposal[]::new);

    assertThat(labels(asking(proposing(many), "what sells?"))).hasSize(3);
  }

  @Test
  void modelThatIsAwayLeavesTheNearest() {
    assertThat(labels(asking((_, _) -> new Answer.Unavailable(), "throw #12 away")))
        .contains("order drop 12");
  }

  private static LanguageModel proposing(Proposal... proposals) {
    return (_, _) -> new Answer.Proposed(List.of(proposals));
  }

  private static Meaning asking(LanguageModel model, String text) {
    return new Interpreter(new WordBag(), model)
        .of(text, Shop.catalogue(1), Shop.caller(Role.MEMBER));
  }

  private Meaning meaning(String text) {
    return interpreter.of(text, Shop.catalogue(1), Shop.caller(Role.MEMBER));
  }

  private static String line(Meaning meaning) {
    assertThat(meaning).isInstanceOf(Meaning.Run.class);
    var call = ((Meaning.Run) meaning).call();
    var entry = Shop.catalogue(1).find(call.command().dashed()).orElseThrow();
    return CommandLine.print(call, entry.command());
  }

  private static List<String> labels(Meaning meaning) {
    assertThat(meaning).isInstanceOf(Meaning.Choose.class);
    return ((Meaning.Choose) meaning)
        .candidates().stream().map(Candidate::action).map(Action::label).toList();
  }
}
