package io.mycelium.bridge.discord.render;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/// A catalogue as application commands: each noun is a command and its verbs are subcommands. What
/// Discord has no room for (further nouns, verbs, options) is typed as a line to [#ANY].
public final class DiscordCommands {
  /// The command that takes a line with any command and all of its options.
  public static final String ANY = "mycelium";

  /// The option of [#ANY].
  public static final String LINE = "command";

  /// The entry in the menu of messages.
  public static final String MESSAGE_ENTRY = "Make a task of it";

  /// Stands for no verb where a noun has verbs too, which Discord does not take.
  private static final String ALONE = "run";

  private DiscordCommands() {}

  /// All commands of a catalogue.
  public static DiscordCommandSet of(Catalogue catalogue) {
    Map<String, List<Command<?>>> nouns = new TreeMap<>();
    for (Catalogue.Entry entry : catalogue.entries()) {
      nouns
          .computeIfAbsent(entry.command().name().noun(), _ -> new ArrayList<>())
          .add(entry.command());
    }
    List<CommandData> commands = new ArrayList<>();
    List<CommandName> leftOut = new ArrayList<>();
    commands.add(any());
    nouns.forEach((noun, verbs) -> {
      List<Command<?>> shown = new ArrayList<>();
      if (commands.size() < DiscordLimits.COMMANDS && !noun.equals(ANY)) {
        verbs.stream()
            .filter(DiscordOptions::hold)
            .filter(command -> clear(command, verbs))
            .limit(DiscordLimits.SUBCOMMANDS)
            .forEach(shown::add);
      }
      verbs.stream().filter(c -> !shown.contains(c)).map(Command::name).forEach(leftOut::add);
      if (!shown.isEmpty()) {
        commands.add(noun(noun, shown));
      }
    });
    commands.add(Commands.message(MESSAGE_ENTRY));
    return new DiscordCommandSet(commands, leftOut, digest(commands));
  }

  /// The command that is meant by what was called.
  ///
  /// @param verb the subcommand; empty where there was none
  public static Optional<CommandName> called(Catalogue catalogue, String noun, String verb) {
    String dashed = verb.isEmpty() ? noun : noun + "-" + verb;
    return catalogue
        .find(dashed)
        .or(() -> verb.equals(ALONE) ? catalogue.find(noun) : Optional.empty())
        .map(entry -> entry.command().name())
        .filter(name -> name.noun().equals(noun));
  }

  /// Whether its name as a subcommand is its own.
  private static boolean clear(Command<?> command, List<Command<?>> verbs) {
    return !command.name().verb().isEmpty()
        || verbs.stream().noneMatch(other -> other.name().verb().equals(ALONE));
  }

  private static SlashCommandData any() {
    return Commands.slash(ANY, "Run any command")
        .addOption(OptionType.STRING, LINE, "help, or a command and its options", true, true);
  }

  private static CommandData noun(String noun, List<Command<?>> commands) {
    Command<?> first = commands.getFirst();
    if (commands.size() == 1 && first.name().verb().isEmpty()) {
      return Commands.slash(noun, description(first)).addOptions(DiscordOptions.of(first));
    }
    List<String> verbs = commands.stream().map(DiscordCommands::verb).toList();
    String all = PlainText.line(String.join(", ", verbs), DiscordLimits.DESCRIPTION);
    return Commands.slash(noun, all)
        .addSubcommands(
            commands.stream()
                .map(c ->
                    new SubcommandData(verb(c), description(c)).addOptions(DiscordOptions.of(c)))
                .toList());
  }

  private static String verb(Command<?> command) {
    return command.name().verb().isEmpty() ? ALONE : command.name().verb();
  }

  private static String description(Command<?> command) {
    String summary = PlainText.line(command.summary(), DiscordLimits.DESCRIPTION);
    return summary.isEmpty() ? command.name().spoken() : summary;
  }

  private static String digest(List<CommandData> commands) {
    var text = new StringBuilder();
    commands.forEach(command -> sorted(command.toData().toMap(), text));
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The same text for the same data, whatever the order of its keys.
  private static void sorted(Object data, StringBuilder text) {
    switch (data) {
      case Map<?, ?> map -> {
        var byKey = new TreeMap<String, String>();
        map.forEach((key, value) -> {
          var inner = new StringBuilder();
          sorted(value == null ? "" : value, inner);
          byKey.put(String.valueOf(key), inner.toString());
        });
        text.append(byKey);
      }
      case List<?> list ->
          list.forEach(element -> {
            sorted(element, text);
            text.append(',');
          });
      default -> text.append(data);
    }
  }
}
