package io.mycelium.core.mention;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.StartOptions;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What speaks for and against a command beside the likeness of sentences: a vector says what a
/// sentence is about, and little about who does what to which thing.
final class Fit {
  static final double THING = 0.12;
  static final double QUESTION = 0.06;
  static final double NAME = 0.06;

  private static final Pattern ASKED =
      Pattern.compile(
          "(?i)^(who|whom|whose|what|which|where|when|how|is|are|am|do|does|did|has|have|any|anything|anybody|show|list|display)\\b.*|.*\\?$");

  private Fit() {}

  /// What is added to the likeness.
  static double of(Command<?> command, Sentence sentence, String mended) {
    return things(command, sentence) + question(command, mended) + name(command, mended);
  }

  /// A command about one numbered thing is hardly meant where none is named, and the other way
  /// round.
  private static double things(Command<?> command, Sentence sentence) {
    boolean named = !sentence.references().isEmpty();
    boolean needed = has(command, o -> o.required() && o.type() == OptionType.REFERENCE);
    boolean taken =
        has(command, o -> o.type() == OptionType.REFERENCE && (o.required() || o.positional()));
    double penalty = 0;
    if ((needed && !named) || (named && !taken)) {
      penalty -= THING;
    }
    boolean called = !sentence.peers().isEmpty();
    if (called && !has(command, o -> o.type() == OptionType.PEER || o.type() == OptionType.TEXT)) {
      penalty -= THING;
    }
    return penalty;
  }

  private static boolean has(Command<?> command, Predicate<Option> wanted) {
    return StartOptions.without(command.options().options()).stream().anyMatch(wanted);
  }

  /// Who asks wants to know something.
  private static double question(Command<?> command, String mended) {
    return ASKED.matcher(mended).matches() && command.effect() != Effect.READ ? -QUESTION : 0;
  }

  /// The words of the command's name, if they are said.
  private static double name(Command<?> command, String mended) {
    List<String> said = Spelling.words(mended);
    return Stream.of(command.name().noun(), command.name().verb())
            .filter(word -> !word.isEmpty())
            .filter(word -> said.stream().anyMatch(s -> s.equals(word) || s.equals(word + "s")))
            .count()
        * NAME;
  }
}
