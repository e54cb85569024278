package io.mycelium.core.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import io.mycelium.core.text.Spans;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/// Calls as lines that people type: `task create 'Fix the build' --notes 'see the log'`. What
/// [#print] prints, a POSIX shell splits into the words from which [#parse] reads the same call.
///
/// `--name value` and `--name=value` are the same; a flag is `--name`, or `--name=false`; `--` ends
/// the options. Words without a name fill the positional options in the schema's order, and the
/// last of those takes the rest of the line if it is of type text. There are no short options: a
/// word such as `-n` is nothing but a slip, unless it is an option's value or stands behind `--`.
public final class CommandLine {
  private static final Pattern SHORT = Pattern.compile("-[A-Za-z]\\S*");
  private static final int SHOWN = 60;
  private static final int OFFERED = 3;

  private CommandLine() {}

  /// Whether a word looks like a short option, `-n`.
  public static boolean shortOption(String word) {
    return SHORT.matcher(word).matches();
  }

  /// What to say of a word that looks like a short option.
  ///
  /// @param known names of the options that there are
  public static String noShortOption(String word, Collection<String> known) {
    String name = word.substring(1);
    List<String> near =
        name.length() > 1
            ? Nearest.to(name, known)
            : known.stream().filter(option -> option.startsWith(name)).limit(OFFERED).toList();
    return "There are no short options such as '%s'.%s Text that begins like one stands behind '--'."
        .formatted(
            PlainText.line(word, SHOWN),
            near.isEmpty() ? "" : " Did you mean '--%s'?".formatted(String.join("' or '--", near)));
  }

  /// The line cannot be read. The message is a sentence for people.
  public static final class Unreadable extends RuntimeException {
    Unreadable(String message) {
      super(message);
    }
  }

  /// The line for a call, quoted for a POSIX shell. Values that the command supplies by itself are
  /// left out.
  public static String print(Call call, Command<?> command) {
    return print(call, command, CommandLine::isOwn);
  }

  /// The same with the values that the command supplies by itself, but for flags that are off: for
  /// those who agree to a call and have to see all of it.
  public static String printWhole(Call call, Command<?> command) {
    return print(call, command, (option, _) -> option.type() != OptionType.FLAG);
  }

  private static String print(
      Call call, Command<?> command, BiPredicate<Option, String> saidAtStandard) {
    var line = new Line();
    boolean gap = false;
    for (Option option : command.options().options()) {
      Optional<String> value =
          text(option, call.options())
              .filter(text -> saidAtStandard.test(option, text) || isOwn(option, text));
      gap |= option.positional() && value.isEmpty();
      value.ifPresent(gap || !option.positional() ? v -> line.name(option, v) : line::place);
    }
    return line.behind(call.command());
  }

  /// Reads the words behind a command's name. Values get their canonical form where they have one;
  /// others, and unknown options, are kept as given, for the schema to refuse in its own words.
  ///
  /// @throws Unreadable when a value is missing, or given twice, or has no option to go to, or
  ///   looks like a short option
  public static ObjectNode parse(List<String> words, List<Option> options) {
    return new Words(options).read(words);
  }

  /// Whether the value is another one than the command supplies by itself.
  private static boolean isOwn(Option option, String text) {
    return !Values.canonical(option, new TextNode(text)).equals(option.standard());
  }

  private static Optional<String> text(Option option, ObjectNode values) {
    return Optional.ofNullable(values.get(option.name()))
        .filter(value -> !value.isNull())
        .map(value -> text(option.type(), value));
  }

  private static String text(OptionType type, JsonNode value) {
    if (type == OptionType.FILE) {
      return FileRef.read(value).map(FileRef::toString).orElseGet(value::toString);
    }
    return type == OptionType.DURATION ? shorter(value) : value.asText();
  }

  private static String shorter(JsonNode duration) {
    return Values.duration(duration.asText()).map(Spans::shortest).orElseGet(duration::asText);
  }

  /// A line under construction.
  private static final class Line {
    private final List<String> named = new ArrayList<>();
    private final List<String> placed = new ArrayList<>();

    void place(String value) {
      placed.add(value);
    }

    void name(Option option, String value) {
      String name = "--" + option.name();
      if (option.type() == OptionType.FLAG) {
        named.add(value.equals("true") ? name : name + "=false");
      } else {
        named.add(name + (value.startsWith("--") ? "=" : " ") + ShellWords.quote(value));
      }
    }

    String behind(CommandName command) {
      boolean dashes =
          placed.stream().anyMatch(value -> value.startsWith("--") || shortOption(value));
      List<String> words = new ArrayList<>();
      words.add(command.spoken());
      if (dashes) {
        words.addAll(named);
        words.add("--");
      }
      placed.stream().map(ShellWords::quote).forEach(words::add);
      if (!dashes) {
        words.addAll(named);
      }
      return String.join(" ", words);
    }
  }

  /// One reading of a line's words.
  private static final class Words {
    private final List<Option> options;
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private final List<String> placed = new ArrayList<>();

    Words(List<Option> options) {
      this.options = options;
    }

    ObjectNode read(List<String> words) {
      int next = 0;
      while (next < words.size() && !words.get(next).equals("--")) {
        next = words.get(next).startsWith("--") ? named(words, next) : place(words.get(next), next);
      }
      placed.addAll(words.subList(Math.min(next + 1, words.size()), words.size()));
      fill();
      return values;
    }

    private int place(String word, int at) {
      if (shortOption(word)) {
        throw new Unreadable(noShortOption(word, options.stream().map(Option::name).toList()));
      }
      placed.add(word);
      return at + 1;
    }

    /// Reads a named option.
    ///
    /// @return where the next word is
    private int named(List<String> words, int at) {
      String word = words.get(at).substring(2);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      Optional<Option> option = options.stream().filter(o -> o.name().equals(name)).findFirst();
      if (equals >= 0) {
        give(name, option, word.substring(equals + 1));
        return at + 1;
      }
      if (option.isPresent() && option.get().type() == OptionType.FLAG) {
        give(name, option, "true");
        return at + 1;
      }
      if (at + 1 < words.size() && !words.get(at + 1).startsWith("--")) {
        give(name, option, words.get(at + 1));
        return at + 2;
      }
      if (option.isPresent()) {
        throw new Unreadable(
            "Option --%s needs a value: %s. A value that starts with dashes is written --%s=VALUE."
                .formatted(name, option.get().allowed(), name));
      }
      values.set(name, BooleanNode.TRUE);
      return at + 1;
    }

    private void give(String name, Optional<Option> option, String text) {
      if (values.has(name)) {
        throw new Unreadable("Option --%s is given twice.".formatted(name));
      }
      var given = new TextNode(text);
      values.set(name, option.flatMap(o -> Values.canonical(o, given)).orElse(given));
    }

    private void fill() {
      List<Option> open =
          options.stream().filter(o -> o.positional() && !values.has(o.name())).toList();
      for (int i = 0; i < open.size() && i < placed.size(); i++) {
        Option option = open.get(i);
        boolean rest = i == open.size() - 1 && takesRest(option);
        String text = rest ? String.join(" ", placed.subList(i, placed.size())) : placed.get(i);
        give(option.name(), Optional.of(option), text);
      }
      boolean swallowed = !open.isEmpty() && takesRest(open.getLast());
      if (placed.size() > open.size() && !swallowed) {
        throw new Unreadable(
            "'%s' is one word too many; put a value of several words in quotes."
                .formatted(placed.get(open.size())));
      }
    }

    private boolean takesRest(Option option) {
      Optional<Option> last = options.stream().filter(Option::positional).reduce((_, o) -> o);
      return option.type() == OptionType.TEXT && last.filter(option::equals).isPresent();
    }
  }
}
