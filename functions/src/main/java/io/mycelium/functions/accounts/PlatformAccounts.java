package io.mycelium.functions.accounts;

import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Profile;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Stored;
import io.mycelium.core.text.PlainText;
import io.mycelium.functions.peers.Guests;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Finds out who an account is, and lets those in whom their platform vouches for.
final class PlatformAccounts implements Accounts {
  private static final int LONGEST_NAME = 80;

  private final AccountStore accounts;
  private final GroupRoles groups;
  private final Guests guests;
  private final Peers peers;
  private final Claims claims;
  private final InstantSource clock;
  private final Mirror<AccountRecord> known;
  private final Mirror<List<Account>> byPeer;

  PlatformAccounts(
      AccountStore accounts,
      GroupRoles groups,
      Guests guests,
      Peers peers,
      Claims claims,
      InstantSource clock,
      EventFeed feed) {
    this.accounts = accounts;
    this.groups = groups;
    this.guests = guests;
    this.peers = peers;
    this.claims = claims;
    this.clock = clock;
    this.known = new Mirror<>(feed, key -> accounts.find(Account.of(key)).map(Stored::state));
    this.byPeer = new Mirror<>(feed, id -> Optional.of(stored(new PeerId(id))));
    feed.listen(event -> {
      if (event.subject().type().equals(AccountRecord.KIND.name())) {
        known.forget(event.subject().id());
        byPeer.forgetAll();
      }
    });
  }

  private List<Account> stored(PeerId peer) {
    return accounts.of(peer).stream().map(s -> s.state().account()).toList();
  }

  @Override
  public Optional<Caller> caller(Account account, Profile profile, ChannelRef channel) {
    Optional<AccountRecord> record = known.find(account.key());
    Optional<Peer> peer = record.flatMap(r -> peers.find(r.peer()));
    if (record.isPresent() && (peer.isEmpty() || !record.get().guest())) {
      return peer.map(PlatformAccounts::caller);
    }
    Optional<Role> role = groups.given(profile, channel);
    return role.flatMap(r ->
            peer.isPresent() ? Optional.of(following(peer.get(), r)) : joined(account, profile, r))
        .map(PlatformAccounts::caller);
  }

  private static Caller caller(Peer peer) {
    return Caller.of(peer, Optional.empty());
  }

  /// A guest with the role that it has on its platform now.
  private Peer following(Peer guest, Role role) {
    if (guest.role() == role) {
      return guest;
    }
    Instant now = clock.instant();
    String request = "guest-role/%s/%s/%d".formatted(guest.id(), role.word(), now.toEpochMilli());
    guests.role(guest.id(), role, Intent.system(request, now));
    return peers.find(guest.id()).orElse(guest);
  }

  private Optional<Peer> joined(Account account, Profile profile, Role role) {
    Instant now = clock.instant();
    Intent intent =
        Intent.system("account-joined/%s/%d".formatted(account, now.toEpochMilli()), now);
    Optional<Peer> made =
        guests.join(
            profile.name(),
            role,
            intent,
            (draft, peer) ->
                accounts.add(
                    draft,
                    new AccountRecord(
                        account, peer.id(), name(profile), true, now, Optional.empty())));
    changed(account);
    return made.or(() -> known.find(account.key()).flatMap(r -> peers.find(r.peer())));
  }

  static String name(Profile profile) {
    return PlainText.line(profile.name(), LONGEST_NAME);
  }

  private void changed(Account account) {
    known.forget(account.key());
    byPeer.forgetAll();
  }

  /// Lets a peer and the one who was given the code be one.
  Reply merge(Peer by, String code, Intent intent) {
    try {
      return claims.merge(by, code, intent);
    } finally {
      changed();
    }
  }

  /// Says that this gateway may have changed whose accounts are.
  void changed() {
    known.forgetAll();
    byPeer.forgetAll();
  }

  @Override
  public Optional<String> name(Account account) {
    return known.find(account.key()).flatMap(r -> peers.find(r.peer())).map(Peer::name);
  }

  @Override
  public Optional<Account> of(PeerId peer, String platform, String tenant) {
    return byPeer.find(peers.person(peer).value()).orElse(List.of()).stream()
        .filter(account -> account.platform().equals(platform))
        .filter(account ->
            account.tenant().equals(tenant) || account.tenant().equals(Account.EVERYWHERE))
        .findFirst();
  }

  @Override
  public Reply claim(Account account, Profile profile, String code, String request) {
    try {
      return claims.claim(account, name(profile), code, request);
    } finally {
      changed(account);
    }
  }
}
