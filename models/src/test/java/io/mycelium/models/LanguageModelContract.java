package io.mycelium.models;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.json.Json;
import io.mycelium.core.mention.LanguageModel;
import io.mycelium.core.mention.LanguageModel.Answer;
import io.mycelium.core.mention.LanguageModel.Proposal;
import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What every provider's adapter does, over the provider's own wire format.
@Timeout(60)
abstract class LanguageModelContract {
  static final String KEY = "sk-very-secret-4711";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  enum Size {
    SMALL,
    LARGE
  }

  record Options(
      @Positional @Help("which task") Reference task,
      @Positional @Help("who takes it") Optional<PeerName> to,
      @Help("how much it is") Optional<Size> size) {}

  static final Command<?> ASSIGN =
      Command.named("task", "assign")
          .summary("Give a task to somebody")
          .examples("give #12 to @ada")
          .effect(Effect.WRITE)
          .handledBy(Options.class, (_, _) -> new Reply.Text("done"));

  final ModelServer server = new ModelServer();

  abstract LanguageModel model(Duration timeout);

  /// An answer that calls tools, as the provider sends it.
  ///
  /// @param arguments of each call, as JSON
  abstract String calling(String tool, String... arguments);

  /// An answer of text alone.
  abstract String saying(String text);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void callOfAToolIsAProposal() {
    server.answers(200, calling("task-assign", "{\"task\":\"#12\",\"to\":\"ada\"}"));

    assertThat(propose())
        .isEqualTo(
            proposed(
                new Proposal("task-assign", Json.object().put("task", "#12").put("to", "ada"))));
  }

  @Test
  void textAloneProposesNothing() {
    server.answers(200, saying("I would rather not."));

    assertThat(propose()).isEqualTo(proposed());
  }

  @Test
  void threeProposalsAreTakenAtMost() {
    server.answers(200, calling("task-assign", "{}", "{}", "{}", "{}", "{}"));

    assertThat(propose())
        .isInstanceOfSatisfying(
            Answer.Proposed.class, proposed -> assertThat(proposed.proposals()).hasSize(3));
  }

  @Test
  void unknownToolIsPassedOnAsItCame() {
    server.answers(200, calling("rm-rf", "{\"path\":\"/\"}"));

    assertThat(propose())
        .isEqualTo(proposed(new Proposal("rm-rf", Json.object().put("path", "/"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"well\"",
        "{}",
        "<html>busy</html>",
        "{\"choices\":[],\"content\":7}"
      })
  void answerThatCannotBeReadIsNone(String body) {
    server.answers(200, body);

    assertThat(propose()).isIn(new Answer.Unavailable(), proposed());
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 404, 429, 500, 529})
  void refusalOfTheServerIsNoAnswerAndIsNotRepeated(int status) {
    server.answers(status, "{\"error\":{\"type\":\"no\",\"message\":\"key " + KEY + " is bad\"}}");

    List<String> logged = logged(() -> assertThat(propose()).isEqualTo(new Answer.Unavailable()));

    assertThat(server.asked()).hasSize(1);
    assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(KEY));
  }

  @Test
  void silentServerIsGivenUp() {
    server.falls();

    assertThat(model(Duration.ofMillis(300)).propose("give #12 to ada", List.of(ASSIGN)))
        .isEqualTo(new Answer.Unavailable());
  }

  @Test
  void absentServerIsNoAnswer() {
    LanguageModel model = model(PATIENCE);
    server.close();

    assertThat(model.propose("give #12 to ada", List.of(ASSIGN)))
        .isEqualTo(new Answer.Unavailable());
  }

  @Test
  void accessTellsNoKey() {
    assertThat(new ModelAccess(server.url("/v1"), "small", KEY, PATIENCE))
        .asString()
        .doesNotContain(KEY);
  }

  Answer propose() {
    return model(PATIENCE).propose("give #12 to ada", List.of(ASSIGN));
  }

  static Answer proposed(Proposal... proposals) {
    return new Answer.Proposed(List.of(proposals));
  }

  /// All that is logged meanwhile, by anybody.
  private static List<String> logged(Runnable work) {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    Level before = root.getLevel();
    root.setLevel(Level.TRACE);
    lines.start();
    root.addAppender(lines);
    try {
      work.run();
    } finally {
      root.detachAppender(lines);
      root.setLevel(before);
    }
    return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
