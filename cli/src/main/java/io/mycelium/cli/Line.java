package io.mycelium.cli;

import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of a call, as the shell split them: the command's name, its own words, and the options
/// that every command has. Those may stand anywhere; behind the command's name its own option of
/// the same name goes first.
///
/// @param globals flags have the value `true`
/// @param words for the command itself, its name left out
record Line(Map<Global, String> globals, List<String> words) {
  private static final String DASHES = "--";

  /// How a line begins, as far as that can be told without knowing the commands.
  ///
  /// @param names the words that can be a command's name: at most two, from the front, options of
  ///   every command left out
  /// @param stray the option behind them that is none of every command: one of the command's own,
  ///   or a slip
  record Front(List<String> names, Optional<String> stray) {}

  static Front front(List<String> args) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < args.size() && names.size() < 2; i++) {
      String arg = args.get(i);
      if (arg.equals(DASHES)) {
        break;
      }
      if (!option(arg)) {
        names.add(arg);
        continue;
      }
      Optional<Global> global = Global.named(name(arg));
      if (global.isEmpty()) {
        return new Front(names, Optional.of(arg));
      }
      i += global.get().flag() || arg.indexOf('=') >= 0 ? 0 : 1;
    }
    return new Front(names, Optional.empty());
  }

  /// Takes apart a line whose command is not known yet. What is wrong with it is found later.
  static Line read(List<String> args) {
    return new Reading(List.of(), 0, false).read(args);
  }

  /// Takes apart the line of a command.
  ///
  /// @param named how many words its name takes up
  static Line read(List<String> args, Command<?> command, int named) {
    return new Reading(command.options().options(), named, true).read(args);
  }

  boolean has(Global flag) {
    return globals.getOrDefault(flag, "").equals("true");
  }

  Optional<String> value(Global global) {
    return Optional.ofNullable(globals.get(global));
  }

  private static boolean option(String arg) {
    return arg.startsWith(DASHES) || CommandLine.shortOption(arg);
  }

  /// An option's name; a short one keeps its dash, and so is none that there is.
  private static String name(String arg) {
    if (!arg.startsWith(DASHES)) {
      return arg.equals(Global.SHORT_HELP) ? Global.HELP.word() : arg;
    }
    int equals = arg.indexOf('=');
    return arg.substring(2, equals < 0 ? arg.length() : equals);
  }

  /// One pass over a line.
  private static final class Reading {
    private final List<Option> own;
    private final boolean strict;
    private int named;
    private final Map<Global, String> globals = new EnumMap<>(Global.class);
    private final List<String> words = new ArrayList<>();

    Reading(List<Option> own, int named, boolean strict) {
      this.own = own;
      this.strict = strict;
      this.named = named;
    }

    Line read(List<String> args) {
      int i = 0;
      while (i < args.size() && !args.get(i).equals(DASHES)) {
        i = Line.option(args.get(i)) ? option(args, i) : word(args, i);
      }
      words.addAll(args.subList(i, args.size()));
      return new Line(globals, words);
    }

    private int word(List<String> args, int at) {
      if (named > 0) {
        named--;
      } else {
        words.add(args.get(at));
      }
      return at + 1;
    }

    /// @return where the next word is
    private int option(List<String> args, int at) {
      String arg = args.get(at);
      Optional<Option> mine = named > 0 ? Optional.empty() : own(name(arg));
      Optional<Global> global = Global.named(name(arg));
      if (mine.isEmpty() && global.isPresent()) {
        return global(global.get(), args, at);
      }
      if (strict && !arg.startsWith(DASHES)) {
        throw Strays.problem(arg, own.stream().map(Option::name).toList()).stop();
      }
      words.add(arg);
      boolean takesNext =
          mine.isPresent() && mine.get().type() != OptionType.FLAG && arg.indexOf('=') < 0;
      if (takesNext && at + 1 < args.size() && !args.get(at + 1).startsWith(DASHES)) {
        words.add(args.get(at + 1));
        return at + 2;
      }
      return at + 1;
    }

    private Optional<Option> own(String name) {
      for (Option option : own) {
        if (option.name().equals(name)) {
          return Optional.of(option);
        }
      }
      return Optional.empty();
    }

    private int global(Global global, List<String> args, int at) {
      String arg = args.get(at);
      int equals = arg.indexOf('=');
      boolean apart = equals < 0 && !global.flag();
      if (apart && (at + 1 == args.size() || args.get(at + 1).startsWith(DASHES))) {
        if (strict) {
          throw wrong("Option --%s needs a value.".formatted(global.word()));
        }
        return at + 1;
      }
      String value = equals >= 0 ? arg.substring(equals + 1) : apart ? args.get(at + 1) : "true";
      if (globals.putIfAbsent(global, value) != null && strict) {
        throw wrong("Option --%s is given twice.".formatted(global.word()));
      }
      return at + (apart ? 2 : 1);
    }

    private static RuntimeException wrong(String sentence) {
      return Problem.local(ExitCode.USAGE, "bad-line", sentence).stop();
    }
  }
}
