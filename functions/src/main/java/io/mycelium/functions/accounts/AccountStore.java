package io.mycelium.functions.accounts;

import io.mycelium.core.channel.Account;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;

/// Accounts as they are kept.
final class AccountStore {
  private static final int MOST = 100;
  private static final int LISTED = 1_000;

  private final AggregateStore store;

  AccountStore(AggregateStore store) {
    this.store = store;
  }

  /// The account, if it is somebody's.
  Optional<Stored<AccountRecord>> find(Account account) {
    return kept(account).filter(stored -> stored.state().ended().isEmpty());
  }

  private Optional<Stored<AccountRecord>> kept(Account account) {
    return store.find(AccountRecord.KIND, account.key());
  }

  /// Adds to a commit that an account is somebody's which was nobody's.
  Commit.Draft add(Commit.Draft draft, AccountRecord record) {
    String id = record.account().key();
    long at = record.since().toEpochMilli();
    kept(record.account())
        .ifPresentOrElse(
            had -> draft.update(had, record), () -> draft.create(AccountRecord.KIND, id, record));
    return draft
        .rank(AccountRecord.ALL, id, at)
        .rank(AccountRecord.of(record.peer()), id, at)
        .event(AccountRecord.event("account.joined", record));
  }

  /// The accounts of a peer, those it used first before the others.
  List<Stored<AccountRecord>> of(PeerId peer) {
    return store.findAll(
        AccountRecord.KIND, store.oldest(AccountRecord.of(peer), Long.MIN_VALUE, MOST));
  }

  /// The newest of all.
  List<AccountRecord> newest() {
    return store
        .findAll(AccountRecord.KIND, store.newest(AccountRecord.ALL, Long.MAX_VALUE, LISTED))
        .stream()
        .map(Stored::state)
        .toList();
  }
}
