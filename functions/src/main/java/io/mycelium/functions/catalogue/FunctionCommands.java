package io.mycelium.functions.catalogue;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Standard;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Stored;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import io.mycelium.functions.dropin.Dropin;
import io.mycelium.functions.dropin.Dropins;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The commands of the function `function`.
final class FunctionCommands {
  /// What ends trouble, and what tells how, may not be stopped.
  private static final Set<String> ALWAYS_ON = Set.of("function", "freeze", "unfreeze", "help");

  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", "Name", Fit.WHOLE),
          new Column("state", "State", Fit.WHOLE),
          new Column("risk", "Risk"),
          new Column("trust", "Trust"),
          new Column("digest", "Digest", Fit.SPARE),
          new Column("problems", "Problems"));

  record NoOptions() {}

  record NameOptions(
      @Positional @Bounds(min = 1, max = 64) @Help("the function's name") String name) {}

  record TrustOptions(
      @Positional @Bounds(min = 1, max = 64) @Help("the function's name") String name,
      @Bounds(max = 64) @Standard("") @Help("only while its package's digest begins like this")
          String digest) {}

  private final Catalogues catalogues;
  private final Dropins dropins;
  private final Switchboard switches;
  private final FunctionView view;

  FunctionCommands(
      Catalogues catalogues, Dropins dropins, Switchboard switches, FunctionView view) {
    this.catalogues = catalogues;
    this.dropins = dropins;
    this.switches = switches;
    this.view = view;
  }

  List<Command<?>> commands() {
    return List.of(list(), show(), stop(), start(), trust());
  }

  private Command<NoOptions> list() {
    return Command.named("function", "list")
        .summary("List the functions there are, and what is wrong with broken ones")
        .examples(
            "which functions are there?",
            "what is broken?",
            "list the functions",
            "which scripts can I run?")
        .permission(Permission.FUNCTIONS_READ)
        .handledBy(
            NoOptions.class,
            (_, _) ->
                new Reply.Table(
                    COLUMNS,
                    Stream.concat(
                            sorted(dropins.all().stream().map(d -> view.row(d.state()))),
                            sorted(catalogues.builtIn().stream().map(view::row)))
                        .toList(),
                    "There are no functions.",
                    Optional.empty()));
  }

  /// By name: the dropped-in ones, which change, and then the built-in ones.
  private static Stream<List<String>> sorted(Stream<List<String>> rows) {
    return rows.sorted(Comparator.comparing(List::getFirst));
  }

  private Command<NameOptions> show() {
    return Command.named("function", "show")
        .summary("Show a function: its commands, risk, trust and problems")
        .examples(
            "show the function release-notes",
            "what does the function release-notes do?",
            "is the function release-notes trusted?")
        .permission(Permission.FUNCTIONS_READ)
        .handledBy(NameOptions.class, (options, _) -> card(options.name()));
  }

  private Command<NameOptions> stop() {
    return Command.named("function", "stop")
        .summary("Refuse all calls of a function, on all gateways, until it is started")
        .examples(
            "stop the function release-notes",
            "switch the function release-notes off",
            "disable the function release-notes")
        .permission(Permission.FUNCTIONS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(NameOptions.class, (options, by) -> set(options.name(), true, by));
  }

  private Command<NameOptions> start() {
    return Command.named("function", "start")
        .summary("Take calls of a stopped function again")
        .examples(
            "start the function release-notes again",
            "enable the function release-notes",
            "switch the function release-notes on again")
        .permission(Permission.FUNCTIONS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(NameOptions.class, (options, by) -> set(options.name(), false, by));
  }

  private Command<TrustOptions> trust() {
    return Command.named("function", "trust")
        .summary(
            "Trust a function's package as it is now: it may run uncontained, and at its own risk")
        .examples(
            "trust the function release-notes",
            "I have checked the function release-notes",
            "mark the function release-notes as trusted")
        .permission(Permission.FUNCTIONS_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(TrustOptions.class, this::trust);
  }

  private Reply card(String name) {
    return view.draw(name).<Reply>map(card -> card).orElseGet(() -> missing(name));
  }

  private Reply set(String name, boolean stop, Invocation by) {
    if (view.draw(name).isEmpty()) {
      return missing(name);
    }
    if (stop && ALWAYS_ON.contains(name)) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT,
          "always-on",
          "'%s' cannot be stopped; without it nobody could end trouble or learn how."
              .formatted(name));
    }
    Optional<FunctionName> function = named(name);
    return function
        .<Reply>flatMap(f -> switches.set(f, stop, by.intent()))
        .orElseGet(() -> card(name));
  }

  /// A broken folder may have a name that no function can have.
  private static Optional<FunctionName> named(String name) {
    try {
      return Optional.of(new FunctionName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Reply trust(TrustOptions options, Invocation by) {
    if (catalogues.builtIn(options.name()).isPresent()) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT,
          "built-in",
          "'%s' is built in; there is nothing to trust.".formatted(options.name()));
    }
    Optional<Stored<Dropin>> dropin = dropins.named(options.name());
    if (dropin.isEmpty()) {
      return missing(options.name());
    }
    String digest = dropin.get().state().content().map(c -> c.digest()).orElse("");
    if (!digest.startsWith(options.digest())) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT,
          "other-digest",
          "The package of '%s' is %s now; look at it again before you trust it."
              .formatted(options.name(), digest));
    }
    return dropins
        .trust(dropin.get(), by.intent())
        .<Reply>map(why -> why)
        .orElseGet(() -> card(options.name()));
  }

  private Reply missing(String name) {
    List<String> names =
        Stream.concat(
                dropins.all().stream().map(d -> d.state().folder()),
                catalogues.builtIn().stream().map(f -> f.name().value()))
            .toList();
    List<String> near = Nearest.to(name, names);
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "not-found",
        "There is no function '%s'. %s"
            .formatted(
                PlainText.line(name, 60),
                near.isEmpty()
                    ? "'function list' shows those there are."
                    : "Did you mean %s?".formatted(String.join(" or ", near))));
  }
}
