package io.mycelium.functions.help;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a command is typed: `task create TITLE [--notes TEXT] [--assign PEER]`.
final class Usage {
  private static final int CHOICES_SHOWN = 4;

  private Usage() {}

  static String of(Command<?> command) {
    Stream<String> positional =
        command.options().options().stream()
            .filter(Option::positional)
            .map(option -> option.required() ? value(option) : "[" + value(option) + "]");
    Stream<String> named =
        command.options().options().stream()
            .filter(option -> !option.positional())
            .map(option -> option.required() ? named(option) : "[" + named(option) + "]");
    return Stream.of(Stream.of(command.name().spoken()), positional, named)
        .flatMap(part -> part)
        .collect(Collectors.joining(" "));
  }

  /// As an option is typed by name: `--notes TEXT`.
  static String named(Option option) {
    return option.type() == OptionType.FLAG
        ? "--" + option.name()
        : "--%s %s".formatted(option.name(), type(option));
  }

  /// Whether [#named] shows all that the option takes.
  static boolean tellsAll(Option option) {
    return option.type() == OptionType.FLAG
        || (option.type() == OptionType.CHOICE && option.choices().size() <= CHOICES_SHOWN);
  }

  private static String value(Option option) {
    return option.name().toUpperCase(Locale.ROOT);
  }

  private static String type(Option option) {
    return switch (option.type()) {
      case INTEGER -> "N";
      case CHOICE ->
          option.choices().size() <= CHOICES_SHOWN
              ? String.join("|", option.choices())
              : option.name().toUpperCase(Locale.ROOT);
      case REFERENCE -> "NUMBER";
      case TEXT, FLAG, DURATION, PATH, PEER, ROOM, FILE ->
          option.type().name().toUpperCase(Locale.ROOT);
    };
  }
}
