package io.mycelium.functions.peers;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Optional;

/// `key create`: make a key for a terminal, a program or a sign-in.
final class CreateKey {
  private static final int LONGEST_LABEL = 60;

  record Options(
      @Help("whose key it is; yours, when left out") Optional<PeerName> for_,
      @Help("where it is used") @Bounds(max = LONGEST_LABEL) Optional<String> label,
      @Help("a link that signs in on the web, instead of a key") boolean link) {}

  private final AggregateStore store;
  private final PeerLookup lookup;
  private final Keys keys;
  private final OneTime oneTime;

  CreateKey(AggregateStore store, PeerLookup lookup, Keys keys, OneTime oneTime) {
    this.store = store;
    this.lookup = lookup;
    this.keys = keys;
    this.oneTime = oneTime;
  }

  Command<Options> command() {
    return Command.named("key", "create")
        .summary("Make a key for a terminal or a program, or a link to sign in")
        .examples(
            "make me a key",
            "I need an API key",
            "create a key for @release-bot",
            "give me a link to sign in on the web",
            "key create --for release-bot --label ci")
        .permission(Permission.KEYS_OWN)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::needs, this::handle);
  }

  private Needs needs(Options options, Invocation by) {
    return lookup
        .find(options.for_())
        .map(peer -> KeyRights.of(peer.id(), by.caller()))
        .orElse(Needs.NONE);
  }

  private Reply handle(Options options, Invocation by) {
    var name = options.for_().orElseGet(() -> new PeerName(by.caller().id().value()));
    return lookup.with(name, peer -> make(peer, options, by));
  }

  private Reply make(Peer peer, Options options, Invocation by) {
    Optional<Reply.Refused> not = KeyRights.refusal(peer, by.caller());
    if (not.isPresent()) {
      return not.get();
    }
    NewKey made =
        keys.make(
            peer.id(),
            options.link() ? ApiKey.Use.LINK : ApiKey.Use.KEY,
            options.label().map(l -> PlainText.line(l, LONGEST_LABEL)).orElse(""),
            by.caller().id(),
            by.at());
    Reply repeated = OneTime.shown("The key " + made.key().id(), "key create");
    CommitResult result =
        store.commit(Keys.add(Commit.of(by.intent(), Outcome.of(repeated)), made.key()).done());
    return result instanceof CommitResult.Committed
        ? oneTime.show(Keys.subject(made.key()), "A new key for " + peer.name(), List.of(made))
        : Refusals.of(result);
  }
}
