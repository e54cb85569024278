package io.mycelium.core.pipeline;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.util.List;

/// The step *resolve*: the command by its exact name, or why there is none, or the nearest names.
final class Resolve {
  /// The code of the refusal of a function that cannot be called as it is.
  static final String BROKEN = "function-broken";

  private final Catalogue.Source catalogue;

  Resolve(Catalogue.Source catalogue) {
    this.catalogue = catalogue;
  }

  Step<Resolved> apply(Request request, Caller caller) {
    Catalogue now = catalogue.current();
    return now.find(request.command())
        .<Step<Resolved>>map(
            e -> new Step.Go<>(new Resolved(request, caller, e.function(), e.command())))
        .or(() -> now.broken(request.command()).map(Resolve::broken))
        .orElseGet(() -> unknown(request.command(), now));
  }

  private static Step<Resolved> broken(Catalogue.Broken function) {
    return Step.stop(Reply.Reason.NOT_FOUND, BROKEN, function.sentence());
  }

  /// The command of a call that was kept, if it is still the one that was agreed on.
  static Step<Catalogue.Entry> same(Call call, Catalogue catalogue) {
    return catalogue
        .find(call.command().dashed())
        .filter(entry -> entry.command().definition().equals(call.definition()))
        .<Step<Catalogue.Entry>>map(Step.Go::new)
        .orElseGet(() ->
            Step.stop(
                Reply.Reason.CONFLICT,
                "changed",
                "'%s' has changed since it was asked for; ask again.".formatted(call.command())));
  }

  private static Step<Resolved> unknown(String given, Catalogue now) {
    List<String> names =
        now.entries().stream().map(e -> e.command().name()).map(CommandName::spoken).toList();
    List<String> near = Nearest.to(given.replace('-', ' '), names);
    List<String> nearer = near.isEmpty() ? Nearest.to(given, names) : near;
    String hint =
        nearer.isEmpty()
            ? "'help' lists them all."
            : "Did you mean %s?"
                .formatted(String.join(" or ", nearer.stream().map(n -> "'" + n + "'").toList()));
    return Step.stop(
        Reply.Reason.NOT_FOUND,
        "unknown-command",
        "There is no command '%s'. %s".formatted(PlainText.line(given, 60), hint));
  }
}
