package io.mycelium.functions.accounts;

import io.mycelium.core.channel.Account;
import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import java.util.Optional;

/// `account unlink`: an account is no longer anybody's.
final class UnlinkAccount {
  record Options(
      @Positional @Help("the account, as 'account list' shows it") @Bounds(min = 5, max = 194)
          String account) {}

  private final AggregateStore store;
  private final AccountStore accounts;
  private final Runnable changed;

  /// @param changed called when whose the account is may have changed
  UnlinkAccount(AggregateStore store, AccountStore accounts, Runnable changed) {
    this.store = store;
    this.accounts = accounts;
    this.changed = changed;
  }

  Command<Options> command() {
    return Command.named("account", "unlink")
        .summary("Let an account on a chat platform be nobody's; it may be linked again")
        .examples(
            "unlink slack/T024BE7LD/U2147483697",
            "that Discord account is not ada any more",
            "disconnect my Slack account")
        .permission(Permission.KEYS_OWN)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, this::needs, this::handle);
  }

  private Optional<Stored<AccountRecord>> find(Options options) {
    try {
      return accounts.find(Account.of(options.account()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Needs needs(Options options, Invocation by) {
    return find(options).filter(a -> !a.state().peer().equals(by.caller().id())).isPresent()
        ? Needs.of(Permission.PEERS_ROLES)
        : Needs.NONE;
  }

  private Reply handle(Options options, Invocation by) {
    return find(options)
        .map(stored -> unlink(stored, by))
        .orElseGet(() ->
            Reply.Refused.because(
                Reply.Reason.NOT_FOUND,
                "unknown-account",
                "There is no such account; 'account list' shows those there are."));
  }

  private Reply unlink(Stored<AccountRecord> stored, Invocation by) {
    AccountRecord record = stored.state();
    Reply done = new Reply.Text("`%s` is nobody's account here now.".formatted(record.account()));
    Commit commit =
        Commit.of(by.intent(), Outcome.of(done))
            .update(stored, record.endedAt(by.at()))
            .unrank(AccountRecord.ALL, stored.id())
            .unrank(AccountRecord.of(record.peer()), stored.id())
            .event(AccountRecord.event("account.unlinked", record))
            .done();
    try {
      CommitResult result = store.commit(commit);
      return result instanceof CommitResult.Committed ? done : Refusals.of(result);
    } finally {
      // Also when the outcome is unknown: the change may have been made.
      changed.run();
    }
  }
}
