package io.mycelium.core.mention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.StartOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the values of a command's options from a sentence, where there is no doubt which is which:
/// what has a form of its own (`#12`, `@ada`, a path, a duration), words that an option lists as
/// its choices, numbers beside the option's name, text in quotes, and text behind a colon where the
/// command's example has one too. All else is left open, to be asked for.
final class Slots {
  private static final Pattern ROOM = Pattern.compile("(?<![\\w#])#[a-z][a-z0-9-]{0,39}\\b");
  private static final Pattern PATH = Pattern.compile("(?<!\\S)/[^\\s,;]+");
  private static final Pattern DURATION =
      Pattern.compile("(?i)(?<![\\w.-])(\\d{1,6}) ?(s|m|h|d|(second|minute|hour|day)s?)(?![\\w-])");
  private static final Set<String> NO_NAME =
      Set.of(
          "is", "are", "was", "does", "do", "that", "which", "list", "again", "now", "and", "off",
          "on");

  private final Command<?> command;

  /// Those that a sentence may be about.
  private final List<Option> options;

  private final Sentence example;
  private final Sentence sentence;

  private Slots(Command<?> command, Sentence example, Sentence sentence) {
    this.command = command;
    this.options = StartOptions.without(command.options().options());
    this.example = example;
    this.sentence = sentence;
  }

  /// The values, canonical.
  ///
  /// @param example the command's sentence that is nearest
  static ObjectNode fill(Command<?> command, Sentence example, Sentence sentence) {
    var slots = new Slots(command, example, sentence);
    ObjectNode values = Options.none();
    for (Option option : slots.options) {
      slots
          .value(option)
          .flatMap(text -> option.canonical(new TextNode(text)))
          .ifPresent(value -> values.set(option.name(), value));
    }
    return values;
  }

  private Optional<String> value(Option option) {
    return switch (option.type()) {
      case TEXT -> main(option) ? text().or(() -> named(option)) : Optional.empty();
      case INTEGER -> number(option);
      case FLAG -> flag(option);
      case CHOICE -> single(option.choices().stream().filter(this::says).toList());
      case DURATION ->
          alone(option) ? single(sentence.all(DURATION)).map(Slots::shorter) : Optional.empty();
      case PATH -> path(option);
      case PEER -> alone(option) ? single(sentence.peers()) : Optional.empty();
      case ROOM -> alone(option) ? single(sentence.all(ROOM)) : Optional.empty();
      case REFERENCE -> main(option) ? reference(option) : Optional.empty();
      case FILE -> Optional.empty();
    };
  }

  private static Optional<String> single(List<String> found) {
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /// Whether no other option takes the same kind of value.
  private boolean alone(Option option) {
    return count(o -> o.type() == option.type()) == 1;
  }

  /// Whether it is what the command is about: the only one of its type that stands without a name.
  private boolean main(Option option) {
    return option.positional() && count(o -> o.positional() && o.type() == option.type()) == 1;
  }

  private long count(Predicate<Option> wanted) {
    return options.stream().filter(wanted).count();
  }

  private Optional<String> text() {
    Optional<String> tail = example.tail().isPresent() ? sentence.tail() : Optional.empty();
    return tail.isPresent() ? tail : sentence.quoted();
  }

  /// `#12`, or a number behind the word for such a thing: `order 12`.
  private Optional<String> reference(Option option) {
    List<String> marked = sentence.references();
    if (!marked.isEmpty()) {
      return single(marked);
    }
    Pattern behind =
        Pattern.compile(
            "(?i)\\b(?:%s|%s) (\\d{1,9})\\b(?![.-])"
                .formatted(Pattern.quote(option.name()), Pattern.quote(command.name().noun())));
    return single(
        behind.matcher(sentence.head()).results().map(m -> m.group(1)).distinct().toList());
  }

  /// The word behind the command's noun, as in `the function release-notes`, where the example has
  /// one there too.
  private Optional<String> named(Option option) {
    Pattern form =
        Pattern.compile(
            "(?i)\\b" + Pattern.quote(command.name().noun()) + " ([a-z0-9][a-z0-9_.-]*[a-z0-9])");
    if (!option.required() || !form.matcher(example.head()).find()) {
      return Optional.empty();
    }
    return single(
        form.matcher(sentence.head())
            .results()
            .map(match -> match.group(1))
            .filter(word -> !NO_NAME.contains(word.toLowerCase(Locale.ROOT)))
            .toList());
  }

  /// A number directly beside the option's name: `the last 20`, `3 people`.
  private Optional<String> number(Option option) {
    String name = Pattern.quote(option.name());
    Matcher beside =
        Pattern.compile(
                "(?i)\\b" + name + " (\\d{1,9})\\b(?![.-])|(?<![\\w#.-])(\\d{1,9}) " + name + "\\b")
            .matcher(sentence.head());
    return single(
        beside
            .results()
            .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
            .distinct()
            .toList());
  }

  private Optional<String> flag(Option option) {
    Pattern denied =
        Pattern.compile(
            "(?i)\\b(no|not|without|never)( an?| the)? " + Pattern.quote(option.name()));
    return says(option.name()) && !denied.matcher(sentence.head()).find()
        ? Optional.of("true")
        : Optional.empty();
  }

  private boolean says(String word) {
    return Pattern.compile("(?i)(?<![\\w@#/-])" + Pattern.quote(word) + "s?(?![\\w-])")
        .matcher(sentence.head())
        .find();
  }

  /// A path behind the option's name (`to /srv/www`), or the only one where one is needed.
  private Optional<String> path(Option option) {
    Optional<String> behind =
        Pattern.compile("(?i)\\b" + Pattern.quote(option.name()) + " (/[^\\s,;]+)")
            .matcher(sentence.head())
            .results()
            .map((MatchResult m) -> m.group(1))
            .findFirst();
    boolean only =
        option.required() && count(o -> o.required() && o.type() == OptionType.PATH) == 1;
    return behind.or(() -> only ? single(sentence.all(PATH)) : Optional.empty());
  }

  /// `15 minutes` as `15m`.
  private static String shorter(String said) {
    Matcher m = DURATION.matcher(said);
    return m.matches() ? m.group(1) + m.group(2).toLowerCase(Locale.ROOT).charAt(0) : said;
  }
}
