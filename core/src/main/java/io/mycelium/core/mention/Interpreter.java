package io.mycelium.core.mention;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.peer.Caller;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out what somebody means who mentions us: the command line that the text is; else the
/// command whose example sentences are nearest; else what a language model proposes. Only a line
/// that is a command runs whatever it does. A guess runs by itself when it is clear and changes
/// nothing; every other guess becomes a button. Commands that the caller has no permission for are
/// not guessed; whether a call is allowed is decided where it runs.
///
/// Blocks; call it on virtual threads.
public final class Interpreter {
  /// From here on a command may be meant; where the nearest is farther, sentences have nothing in
  /// common.
  static final double LIKELY = 0.38;

  /// How far behind the nearest the others may be that are offered beside it.
  static final double BEHIND = 0.22;

  /// From here on a command may be meant without a doubt, if it is [#AHEAD] of the second.
  static final double CERTAIN = 0.66;

  static final double AHEAD = 0.1;

  /// From here on something that cannot be undone is worth a button.
  static final double SURE_ENOUGH = 0.5;

  private static final int MOST_OFFERED = 3;
  private static final int SHOWN_TO_MODEL = 12;

  private final Examples examples;
  private final LanguageModel model;

  public Interpreter(Embedder embedder, LanguageModel model) {
    this.examples = new Examples(embedder);
    this.model = model;
  }

  /// What the text means.
  ///
  /// @param text what stands behind the mention
  public Meaning of(String text, Catalogue catalogue, Caller caller) {
    String said = text.strip();
    if (said.isEmpty()) {
      return new Meaning.Nothing("Say what is to be done, or 'help' to see what I can do.");
    }
    return ExactLine.read(said, catalogue)
        .orElseGet(() -> guess(Sentence.of(said), catalogue, caller));
  }

  private Meaning guess(Sentence sentence, Catalogue catalogue, Caller caller) {
    if (sentence.negated()) {
      return new Meaning.Nothing(
          "That asks for something not to be done, so nothing was. 'help' lists what I can do.");
    }
    Optional<List<Examples.Near>> nearest =
        examples
            .nearest(sentence, catalogue)
            .map(all -> all.stream().filter(n -> caller.may(n.command().permission())).toList());
    List<Guess> likely = nearest.map(all -> likely(all, sentence)).orElse(List.of());
    if (nearest.filter(Interpreter::clear).isPresent()) {
      return answer(likely, true);
    }
    return switch (model.propose(sentence.text(), shown(nearest, catalogue, caller))) {
      case LanguageModel.Answer.Proposed(var proposals) -> proposed(proposals, catalogue, caller);
      case LanguageModel.Answer.Unavailable() -> answer(likely, false);
    };
  }

  private static boolean clear(List<Examples.Near> nearest) {
    double first = nearest.isEmpty() ? 0 : nearest.getFirst().similarity();
    double second = nearest.size() < 2 ? 0 : nearest.get(1).similarity();
    return first >= CERTAIN && first - second >= AHEAD;
  }

  private static List<Guess> likely(List<Examples.Near> nearest, Sentence sentence) {
    double first = nearest.isEmpty() ? 0 : nearest.getFirst().similarity();
    return first < LIKELY
        ? List.of()
        : nearest.stream()
            .filter(near -> near.similarity() >= first - BEHIND)
            .filter(near ->
                near.command().effect() != Effect.DESTRUCTIVE || near.similarity() >= SURE_ENOUGH)
            .limit(MOST_OFFERED)
            .map(near ->
                new Guess(near.command(), Slots.fill(near.command(), near.example(), sentence)))
            .toList();
  }

  /// The commands that a model has to choose from: few, where it is known which are near.
  private static List<Command<?>> shown(
      Optional<List<Examples.Near>> nearest, Catalogue catalogue, Caller caller) {
    return nearest
        .map(all ->
            all.stream().<Command<?>>map(Examples.Near::command).limit(SHOWN_TO_MODEL).toList())
        .orElseGet(() -> allowed(catalogue, caller).toList());
  }

  private static Stream<Command<?>> allowed(Catalogue catalogue, Caller caller) {
    return catalogue.entries().stream()
        .<Command<?>>map(Catalogue.Entry::command)
        .filter(command -> caller.may(command.permission()));
  }

  private static Meaning proposed(
      List<LanguageModel.Proposal> proposals, Catalogue catalogue, Caller caller) {
    List<Guess> guesses =
        proposals.stream()
            .flatMap(proposal -> guess(proposal, catalogue, caller).stream())
            .distinct()
            .limit(MOST_OFFERED)
            .toList();
    return answer(guesses, guesses.size() == 1);
  }

  private static Optional<Guess> guess(
      LanguageModel.Proposal proposal, Catalogue catalogue, Caller caller) {
    return catalogue
        .find(proposal.command())
        .<Command<?>>map(Catalogue.Entry::command)
        .filter(command -> caller.may(command.permission()))
        .map(command -> new Guess(command, Options.fitting(command, proposal.options())));
  }

  private static Meaning answer(List<Guess> guesses, boolean clear) {
    if (guesses.isEmpty()) {
      return new Meaning.Nothing(
          "I do not know what that means here. 'help' lists what I can do; a command is typed like 'task create Title'.");
    }
    Guess first = guesses.getFirst();
    return first.mayRunByItself(clear)
        ? new Meaning.Run(first.call())
        : new Meaning.Choose(
            guesses.size() == 1 ? "Is this what you mean?" : "Which of these do you mean?",
            guesses.stream().map(Guess::candidate).toList());
  }
}
