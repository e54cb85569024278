package io.mycelium.core.channel;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Intent;
import java.util.List;
import java.util.Optional;

/// The workspaces of chat platforms whose people have let Mycelium in. An invitation that an
/// operator made is needed for each. Blocks; call it on virtual threads.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface Installations {
  /// All of a platform. Cheap enough to be asked all the time.
  List<Installation> of(String platform);

  /// Whose invitation a code is, which is not used up by asking; nothing when there is no such
  /// invitation, when it was used or when it has expired.
  Optional<PeerId> invited(String platform, String code);

  /// Takes in a workspace and uses the invitation up. One that was there before gets its new name
  /// and credential.
  ///
  /// @return why not, if not
  Optional<Reply.Refused> add(Installation fresh, String code);

  /// Forgets a workspace and its credential, unless it has another one by now. Its channels stay
  /// linked, for the case that it comes back.
  void remove(Installation gone, Intent intent);
}
