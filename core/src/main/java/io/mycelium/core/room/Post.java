package io.mycelium.core.room;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Something said in a room, by a person, an agent or a function.
///
/// @param mentions whom it calls by name
/// @param origin the message of a chat platform that it is
/// @param seal what the tokens of its buttons are made with; without one it has no buttons
public record Post(
    PostId id,
    Place place,
    PeerId author,
    Content content,
    Instant at,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<PeerId> mentions,
    Optional<Seal> seal,
    Optional<MessageRef> origin) {
  public Post {
    mentions = List.copyOf(mentions);
  }

  /// A post that mentions nobody.
  public static Post of(
      PostId id, Place place, PeerId author, Content content, Instant at, Seal seal) {
    return new Post(id, place, author, content, at, List.of(), Optional.of(seal), Optional.empty());
  }

  public Post mentioning(Collection<PeerId> peers) {
    return new Post(id, place, author, content, at, List.copyOf(peers), seal, origin);
  }

  /// The same, as it was said on a chat platform.
  public Post saidAs(Optional<MessageRef> message) {
    return new Post(id, place, author, content, at, mentions, seal, message);
  }

  /// As everybody may know it.
  public Post unsealed() {
    return new Post(id, place, author, content, at, mentions, Optional.empty(), origin);
  }
}
