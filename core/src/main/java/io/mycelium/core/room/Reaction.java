package io.mycelium.core.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.id.PeerId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An emoji with which peers answered a post.
///
/// @param emoji in Unicode, or `:name:` where a platform has one of its own
/// @param by who did, in the order in which they did
public record Reaction(String emoji, List<By> by) {
  /// One peer's.
  ///
  /// @param in the channel whose people see it there already, when it was made in one
  public record By(
      PeerId peer, @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ChannelRef> in) {}

  public Reaction {
    by = List.copyOf(by);
  }

  /// Whether the peer is among them.
  public boolean has(PeerId peer) {
    return by.stream().anyMatch(one -> one.peer().equals(peer));
  }

  Reaction with(By one) {
    return has(one.peer())
        ? this
        : new Reaction(emoji, Stream.concat(by.stream(), Stream.of(one)).toList());
  }

  Reaction without(PeerId peer) {
    return new Reaction(emoji, by.stream().filter(one -> !one.peer().equals(peer)).toList());
  }
}
