package io.mycelium.bridge.discord.render;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Option;
import io.mycelium.core.text.PlainText;
import java.util.Comparator;
import java.util.List;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;

/// The options of a command as Discord's.
final class DiscordOptions {
  private DiscordOptions() {}

  /// Whether all that a call needs can be given there.
  static boolean hold(Command<?> command) {
    List<Option> needed =
        command.options().options().stream().filter(DiscordOptions::needed).toList();
    return needed.size() <= DiscordLimits.OPTIONS
        && needed.stream().allMatch(DiscordOptions::named);
  }

  /// The needed ones first, as Discord wants it; those beyond the limit are left out.
  static List<OptionData> of(Command<?> command) {
    return command.options().options().stream()
        .filter(DiscordOptions::named)
        .sorted(Comparator.comparing(option -> !needed(option)))
        .limit(DiscordLimits.OPTIONS)
        .map(DiscordOptions::data)
        .toList();
  }

  private static boolean named(Option option) {
    return option.name().length() <= DiscordLimits.COMMAND_NAME;
  }

  private static boolean needed(Option option) {
    return option.required() && option.standard().isEmpty();
  }

  private static OptionData data(Option option) {
    String help = option.help().isBlank() ? option.allowed() : option.help();
    OptionData data =
        new OptionData(
            type(option),
            option.name(),
            PlainText.line(help, DiscordLimits.DESCRIPTION),
            needed(option));
    return switch (option.type()) {
      case TEXT -> lengths(data, option.range());
      case INTEGER -> bounds(data, option.range());
      case CHOICE -> choices(data, option.choices());
      case PEER, ROOM, REFERENCE -> data.setAutoComplete(true);
      case FLAG, DURATION, PATH, FILE -> data;
    };
  }

  private static OptionType type(Option option) {
    return switch (option.type()) {
      case INTEGER -> OptionType.INTEGER;
      case FLAG -> OptionType.BOOLEAN;
      case FILE -> OptionType.ATTACHMENT;
      case TEXT, CHOICE, DURATION, PATH, PEER, ROOM, REFERENCE -> OptionType.STRING;
    };
  }

  private static OptionData lengths(OptionData data, Option.Range range) {
    int max = Math.clamp(range.max(), 1, DiscordLimits.OPTION_TEXT);
    data.setMaxLength(max);
    return range.min() > 0 ? data.setMinLength((int) Math.min(range.min(), max)) : data;
  }

  private static OptionData bounds(OptionData data, Option.Range range) {
    if (range.min() >= OptionData.MIN_NEGATIVE_NUMBER) {
      data.setMinValue(range.min());
    }
    return range.max() <= OptionData.MAX_POSITIVE_NUMBER ? data.setMaxValue(range.max()) : data;
  }

  private static OptionData choices(OptionData data, List<String> choices) {
    boolean few = choices.size() <= DiscordLimits.CHOICES;
    if (!few || choices.stream().anyMatch(c -> c.length() > DiscordLimits.CHOICE_TEXT)) {
      return data.setAutoComplete(true);
    }
    choices.forEach(choice -> data.addChoice(choice, choice));
    return data;
  }
}
