package io.mycelium.core.channel;

import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Subject;
import java.util.List;
import java.util.Optional;

/// Which channels show which rooms, and which message there is which post. Cheap enough for every
/// message. Blocks; call it on virtual threads.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface Channels {
  Optional<LinkedChannel> find(ChannelRef channel);

  List<LinkedChannel> of(RoomId room);

  /// All of a platform.
  List<LinkedChannel> of(String platform);

  /// The post that a message is, or is a part of.
  Optional<PostId> post(MessageRef message);

  /// Whether a room's channels show the subject on a live card.
  boolean shows(RoomId room, Subject subject);

  /// The newest message of the channel that is a post, wherever it was said first; from there on a
  /// bridge asks its platform for what it missed.
  Optional<String> last(ChannelRef channel);

  /// Whether nobody has asked this of the deed before: of several who are told of one deed, on
  /// whichever gateways, the first answers whoever did it.
  ///
  /// @param deed the same for all of them; 1 to 100 printable characters of ASCII
  boolean first(String deed);
}
