package io.mycelium.functions.accounts;

import io.mycelium.core.channel.Account;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import java.time.Instant;
import java.util.Optional;

/// Whose account one is.
///
/// @param name what it was called there when it was seen first
/// @param guest whether the peer came in by an account, so that its role is what the platform gives
/// @param ended when it stopped being theirs
record AccountRecord(
    Account account,
    PeerId peer,
    String name,
    boolean guest,
    Instant since,
    Optional<Instant> ended) {
  static final Kind<AccountRecord> KIND = new Kind<>("account", AccountRecord.class);

  /// All accounts, by the time they were seen.
  static final Index ALL = new Index("accounts");

  /// The accounts of a peer.
  static Index of(PeerId peer) {
    return new Index("accounts:of:" + peer);
  }

  AccountRecord of(PeerId other, boolean asGuest) {
    return new AccountRecord(account, other, name, asGuest, since, ended);
  }

  AccountRecord endedAt(Instant at) {
    return new AccountRecord(account, peer, name, guest, since, Optional.of(at));
  }

  static Event event(String type, AccountRecord record) {
    var payload =
        Json.object()
            .put("account", record.account().key())
            .put("peer", record.peer().value())
            .put("name", record.name());
    return new Event(
        type, Optional.empty(), new Subject(KIND.name(), record.account().key()), payload);
  }
}
