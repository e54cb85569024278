package io.mycelium.functions.mentions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.mention.Embedder;
import io.mycelium.core.mention.Embedding;
import io.mycelium.core.mention.Interpreter;
import io.mycelium.core.mention.LanguageModel;
import io.mycelium.core.mention.Meaning;
import io.mycelium.core.peer.Caller;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.dropin.Origin;
import io.mycelium.functions.dropin.PackageFolder;
import io.mycelium.models.MiniLmEmbedder;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the real sentence model makes of the measured set, over every built-in command and every
/// shipped function.
@Timeout(180)
class MeasuredMentionsTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final int NATURAL = 3;

  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private static Catalogue catalogue = Catalogue.of(0, List.of());
  private static Optional<Caller> admin = Optional.empty();
  private static final MiniLmEmbedder EMBEDDER = new MiniLmEmbedder(Path.of("target", "natives"));
  private static final Map<String, Meaning> MEANINGS = new ConcurrentHashMap<>();
  private static final Interpreter INTERPRETER = new Interpreter(EMBEDDER, LanguageModel.NONE);

  @BeforeAll
  static void gather() throws IOException {
    redis.flush();
    var shipped = new Origin("0000000000000000");
    try (var gateway =
        TestGateway.open(PackageFolder.digests(EXAMPLES)).watching(EXAMPLES, shipped)) {
      await()
          .until(() ->
              Stream.of("chart", "deploy", "on-call", "release-notes", "snapshot")
                  .allMatch(gateway::has));
      catalogue = gateway.catalogue();
      admin = Optional.of(gateway.caller(gateway.admin()));
    }
  }

  @AfterAll
  static void close() {
    EMBEDDER.close();
  }

  @Test
  void meantCommandRunsOrIsAmongThreeForNearlyAll() {
    List<Measured> meant = Measured.all().stream().filter(m -> !m.meansNothing()).toList();

    List<Measured> missed = meant.stream().filter(m -> !m.isRight(meaning(m.sentence()))).toList();

    assertThat(meant).hasSizeGreaterThan(200);
    assertThat(1 - (double) missed.size() / meant.size())
        .as("right or offered; missed are %s", missed)
        .isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void whatMeansNothingRunsNothingAndMostlyOffersNothing() {
    List<Measured> nothing = Measured.all().stream().filter(Measured::meansNothing).toList();

    List<Measured> offered =
        nothing.stream().filter(m -> !m.isRight(meaning(m.sentence()))).toList();

    assertThat(nothing)
        .hasSizeGreaterThan(15)
        .noneMatch(m -> meaning(m.sentence()) instanceof Meaning.Run);
    assertThat(1 - (double) offered.size() / nothing.size())
        .as("nothing is offered; it was for %s", offered)
        .isGreaterThanOrEqualTo(0.7);
  }

  @Test
  void nothingThatChangesSomethingRunsOnASentence() {
    assertThat(Measured.all())
        .extracting(m -> meaning(m.sentence()))
        .allSatisfy(meaning -> assertThat(changes(meaning)).as("%s", meaning).isFalse());
  }

  @Test
  void measuredSentencesAreNoExamples() {
    Set<String> examples =
        commands()
            .flatMap(c -> c.examples().stream())
            .map(MeasuredMentionsTest::plain)
            .collect(Collectors.toSet());

    assertThat(Measured.all()).noneMatch(m -> examples.contains(plain(m.sentence())));
    assertThat(Measured.all()).extracting(m -> plain(m.sentence())).doesNotHaveDuplicates();
  }

  @Test
  void everyCommandIsMeasuredAndEveryMeasuredOneExists() {
    Set<String> measured =
        Measured.all().stream()
            .filter(m -> !m.meansNothing())
            .flatMap(m -> m.commands().stream())
            .collect(Collectors.toSet());

    assertThat(commands().map(c -> c.name().spoken()))
        .containsExactlyInAnyOrderElementsOf(measured);
  }

  @Test
  void everyCommandHasThreeSentencesThatPeopleSay() {
    assertThat(commands())
        .allSatisfy(command ->
            assertThat(command.examples())
                .as(command.name().spoken())
                .filteredOn(example -> !isLine(example))
                .hasSizeGreaterThanOrEqualTo(NATURAL));
  }

  @Test
  void noCommandThatChangesSomethingRunsHoweverNearAnExampleIs() {
    assertThat(commands())
        .allSatisfy(command ->
            assertThat(command.examples())
                .filteredOn(example -> !isLine(example))
                .allSatisfy(
                    example -> assertThat(changes(meaning(example))).as(example).isFalse()));
  }

  @Test
  void noCommandThatChangesSomethingRunsBecauseAModelSaysSo() {
    Embedder vague = _ -> Optional.of(Embedding.of(new float[] {1, 0}));
    assertThat(commands())
        .allSatisfy(command -> {
          LanguageModel sure =
              (_, _) ->
                  new LanguageModel.Answer.Proposed(
                      List.of(
                          new LanguageModel.Proposal(
                              command.name().dashed(), Whole.options(command))));
          Meaning meaning =
              new Interpreter(vague, sure).of("go ahead then", catalogue, admin.orElseThrow());
          assertThat(meaning instanceof Meaning.Run)
              .as(command.name().spoken())
              .isEqualTo(command.effect() == Effect.READ && Whole.fits(command));
        });
  }

  private static boolean isLine(String example) {
    Meaning meaning =
        new Interpreter(Embedder.NONE, LanguageModel.NONE)
            .of(example, catalogue, admin.orElseThrow());
    return !(meaning instanceof Meaning.Nothing);
  }

  private static Meaning meaning(String sentence) {
    return MEANINGS.computeIfAbsent(
        sentence, s -> INTERPRETER.of(s, catalogue, admin.orElseThrow()));
  }

  private static boolean changes(Meaning meaning) {
    return meaning instanceof Meaning.Run(var call)
        && catalogue.find(call.command().dashed()).orElseThrow().command().effect() != Effect.READ;
  }

  private static Stream<Command<?>> commands() {
    return catalogue.entries().stream().map(Catalogue.Entry::command);
  }

  private static String plain(String sentence) {
    return sentence.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
