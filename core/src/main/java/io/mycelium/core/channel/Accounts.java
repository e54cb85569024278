package io.mycelium.core.channel;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// Who the people of chat platforms are here. A platform has proven who somebody is there before
/// this is asked. Blocks; call it on virtual threads.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface Accounts {
  /// Who calls. Somebody who is seen for the first time becomes a peer, if their groups or the
  /// channel give them a role; a role that came from there follows them.
  ///
  /// @param channel where they are
  /// @return nothing when nobody knows them and nothing gives them a role
  Optional<Caller> caller(Account account, Profile profile, ChannelRef channel);

  /// What the peer is called here whose account it is; nothing for one that nobody knows.
  Optional<String> name(Account account);

  /// The account through which a peer is called by name on a platform.
  ///
  /// @param tenant its accounts, and those that hold for the whole platform
  Optional<Account> of(PeerId peer, String platform, String tenant);

  /// Lets an account that nobody knows be the peer who was given the code.
  ///
  /// @param request names the deed; the same again is answered with what came of it
  Reply claim(Account account, Profile profile, String code, String request);
}
