package io.mycelium.core.mention;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A few commands of every kind.
final class Shop {
  record None() {}

  record Title(
      @Positional @Help("what to get") String title, @Help("for whom") Optional<PeerName> assign) {}

  record Give(
      @Positional @Help("what to give") Reference order,
      @Positional @Help("who gets it") Optional<PeerName> to) {}

  record Remark(
      @Positional @Help("about what") Reference order,
      @Positional @Help("what to say") String text) {}

  record Which(@Positional @Help("which one") Reference order) {}

  record Filter(
      @Positional @Help("only those") Optional<State> state,
      @Help("how many") Optional<Integer> last,
      @Help("how old") Optional<Duration> within,
      @Help("really all") boolean all) {}

  enum State {
    OPEN,
    SHIPPED
  }

  private Shop() {}

  static Catalogue catalogue(long version) {
    return Catalogue.of(
        version,
        List.of(
            new Function(
                new FunctionName("shop"),
                "Sell things",
                FunctionLimits.STANDARD,
                List.of(
                    command("order list", Effect.READ, Filter.class, "which orders are there?"),
                    command("order create", Effect.WRITE, Title.class, "place an order: green tea"),
                    command("order give", Effect.WRITE, Give.class, "hand #12 over to @ada"),
                    command("order remark", Effect.WRITE, Remark.class, "remark on #12: too late"),
                    command("order drop", Effect.DESTRUCTIVE, Which.class, "throw #12 away"),
                    command(
                        "stock-take", Effect.READ, None.class, "a stock take of all the shelves"),
                    command("purge", Effect.DESTRUCTIVE, None.class, "wipe the whole shop"),
                    Command.named("till")
                        .summary("Count the money")
                        .examples("how much money is in the till?")
                        .permission(Permission.AUDIT_READ)
                        .handledBy(None.class, (_, _) -> new Reply.Text("1")),
                    Command.named("scan")
                        .summary("Look into every box")
                        .examples("look into all of the boxes")
                        .risk(Risk.HIGH)
                        .handledBy(None.class, (_, _) -> new Reply.Text("1"))))));
  }

  private static <R extends Record> Command<R> command(
      String name, Effect effect, Class<R> options, String example) {
    int space = name.indexOf(' ');
    Command.Draft draft =
        space < 0
            ? Command.named(name)
            : Command.named(name.substring(0, space), name.substring(space + 1));
    return draft
        .summary("Do " + name)
        .examples(example)
        .effect(effect)
        .handledBy(options, (_, _) -> new Reply.Text("done"));
  }

  static Caller caller(Role role) {
    return new Caller(new PeerId("peer_01k2ada"), "ada", PeerKind.PERSON, role, Optional.empty());
  }
}
