package io.mycelium.functions.accounts;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// `account link`: be one person on several platforms, by a code from one of them.
final class LinkAccount {
  record Options(
      @Positional
          @Help("the code that another platform gave you; makes one, when left out")
          @Bounds(min = 1, max = 40)
          Optional<String> code) {}

  private final AggregateStore store;
  private final Peers peers;
  private final PlatformAccounts accounts;
  private final RandomGenerator random;

  LinkAccount(
      AggregateStore store, Peers peers, PlatformAccounts accounts, RandomGenerator random) {
    this.store = store;
    this.peers = peers;
    this.accounts = accounts;
    this.random = random;
  }

  Command<Options> command() {
    return Command.named("account", "link")
        .summary("Be one person in Slack, Discord and here, by a code")
        .examples(
            "link my accounts", "connect my Slack account with this one", "I am also on Discord")
        .permission(Permission.ANY)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return options.code().map(code -> merge(code, by)).orElseGet(() -> make(by));
  }

  private Reply merge(String code, Invocation by) {
    return peers
        .find(by.caller().id())
        .map(peer -> accounts.merge(peer, code, by.intent()))
        .orElseThrow();
  }

  private Reply make(Invocation by) {
    String code = LinkCode.make(random);
    var kept = new LinkCode(by.caller().id(), by.at().plus(LinkCode.LIFE), false);
    Reply repeated =
        new Reply.Private(
            new Reply.Text(
                "A code was made by this request before. It was shown then and is not kept; 'account link' makes a new one."),
            false);
    CommitResult result =
        store.commit(
            Commit.of(by.intent(), Outcome.of(repeated))
                .create(LinkCode.KIND, LinkCode.id(code), kept)
                .done());
    return result instanceof CommitResult.Committed ? shown(code) : Refusals.of(result);
  }

  private static Reply shown(String code) {
    return new Reply.Private(
        new Reply.Card(
            Optional.empty(),
            "A code for you",
            Optional.empty(),
            "Say it where you want to be known as the same person, within %d minutes:\n\n    /mycelium account link %s\n\nWhoever says it first is you here: show it to nobody."
                .formatted(LinkCode.LIFE.toMinutes(), code),
            List.of(new Field("code", "Code", code)),
            List.of()),
        true);
  }
}
