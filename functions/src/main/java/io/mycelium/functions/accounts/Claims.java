package io.mycelium.functions.accounts;

import io.mycelium.core.channel.Account;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.peers.Guests;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Lets two who say so by a code be one person.
final class Claims {
  private final AggregateStore store;
  private final AccountStore accounts;
  private final Guests guests;
  private final Peers peers;
  private final RateLimits wrong;
  private final InstantSource clock;

  /// @param wrong limits wrong codes, so that nobody can guess on
  Claims(
      AggregateStore store,
      AccountStore accounts,
      Guests guests,
      Peers peers,
      RateLimits wrong,
      InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.guests = guests;
    this.peers = peers;
    this.wrong = wrong;
    this.clock = clock;
  }

  /// Lets an account that nobody knows be the one who was given the code.
  ///
  /// @param name what it is called there
  Reply claim(Account account, String name, String code, String request) {
    var intent =
        new Intent("account/" + account, request, LinkCode.id(code), Peer.SYSTEM, clock.instant());
    Optional<CommitResult> earlier = store.earlier(intent);
    if (earlier.isPresent()) {
      return known(account);
    }
    if (accounts.find(account).isPresent()) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT, "account-known", "This account is somebody's here already.");
    }
    return with(
        account.key(),
        code,
        intent,
        (draft, peer) -> {
          var record =
              new AccountRecord(account, peer.id(), name, false, intent.at(), Optional.empty());
          return Optional.of(accounts.add(draft, record));
        });
  }

  /// Lets the peer and the one who was given the code be one.
  Reply merge(Peer by, String code, Intent intent) {
    try {
      return with(by.id().value(), code, intent, (draft, peer) -> merge(draft, by, peer, intent));
    } finally {
      guests.changed(by.id());
    }
  }

  /// The guest turns out to be the other one; of two guests, the one who claims.
  private Optional<Commit.Draft> merge(Commit.Draft draft, Peer by, Peer of, Intent intent) {
    boolean first = isGuest(by.id());
    if (by.id().equals(of.id()) || !(first || isGuest(of.id()))) {
      return Optional.empty();
    }
    PeerId from = first ? by.id() : of.id();
    PeerId into = first ? of.id() : by.id();
    boolean guest = isGuest(into);
    accounts.of(from).forEach(stored -> move(draft, stored, into, guest));
    return guests.merged(from, into, intent).map(change -> change.apply(draft));
  }

  private static void move(
      Commit.Draft draft, Stored<AccountRecord> stored, PeerId into, boolean guest) {
    AccountRecord to = stored.state().of(into, guest);
    draft
        .update(stored, to)
        .unrank(AccountRecord.of(stored.state().peer()), stored.id())
        .rank(AccountRecord.of(into), stored.id(), to.since().toEpochMilli())
        .event(AccountRecord.event("account.linked", to));
  }

  /// Whether all that a peer came by are accounts that made it a guest.
  private boolean isGuest(PeerId peer) {
    List<Stored<AccountRecord>> all = accounts.of(peer);
    return !all.isEmpty() && all.stream().allMatch(account -> account.state().guest());
  }

  /// Spends a code on what a change makes of it.
  private Reply with(String who, String code, Intent intent, Change change) {
    Optional<Stored<LinkCode>> stored =
        store.find(LinkCode.KIND, LinkCode.id(code)).filter(c -> c.state().good(intent.at()));
    Optional<Peer> peer = stored.flatMap(c -> peers.find(c.state().peer()));
    if (peer.isEmpty()) {
      return wrong(who);
    }
    Commit.Draft draft =
        Commit.of(intent, Outcome.of(done(peer.get())))
            .update(stored.orElseThrow(), stored.orElseThrow().state().spent());
    Optional<Commit.Draft> changed = change.on(draft, peer.get());
    if (changed.isEmpty()) {
      return same(peer.get());
    }
    try {
      CommitResult result = store.commit(changed.get().done());
      return result instanceof CommitResult.Committed ? done(peer.get()) : Refusals.of(result);
    } finally {
      // Also when the outcome is unknown: the change may have been made.
      guests.changed(peer.get().id());
    }
  }

  /// What belongs to the commit that spends a code of a peer; nothing when it may not be.
  @FunctionalInterface
  private interface Change {
    Optional<Commit.Draft> on(Commit.Draft draft, Peer peer);
  }

  private Reply wrong(String who) {
    return wrong
        .take(who)
        .<Reply>map(wait ->
            new Reply.Refused(
                Reply.Reason.BUSY,
                "too-many-codes",
                "Too many wrong codes; try again in %d s.".formatted(wait.toSeconds() + 1),
                List.of(),
                Optional.of(wait),
                List.of(),
                Optional.empty()))
        .orElseGet(() ->
            Reply.Refused.because(
                Reply.Reason.INVALID,
                "wrong-code",
                "This code is not good, or not any more; 'account link' makes a new one."));
  }

  private Reply known(Account account) {
    return accounts
        .find(account)
        .flatMap(record -> peers.find(record.state().peer()))
        .map(Claims::done)
        .orElseGet(() -> new Reply.Text("Done before."));
  }

  private static Reply done(Peer peer) {
    return new Reply.Private(
        new Reply.Text(
            "You are %s here now, with the role %s.".formatted(peer.name(), peer.role().word())),
        false);
  }

  private static Reply same(Peer peer) {
    return Reply.Refused.because(
        Reply.Reason.CONFLICT,
        "not-two-guests",
        "The code is of %s. Only somebody who came in by a chat platform can turn out to be another one; you both were invited, or are one already."
            .formatted(peer.name()));
  }
}
