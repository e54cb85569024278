package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import java.util.Optional;

/// How links are kept: one aggregate for each channel that was ever linked.
final class ChannelRecords {
  static final Kind<Link> KIND = new Kind<>("channel", Link.class);

  /// The channels that are linked, by the time they were.
  static final Index ALL = new Index("channels");

  /// What a channel is, or was, linked to.
  ///
  /// @param linked nothing when it no longer is
  record Link(Optional<LinkedChannel> linked) {}

  private ChannelRecords() {}

  /// The channels of a room, by the time they were linked.
  static Index of(RoomId room) {
    return new Index("channels:room:" + room);
  }

  /// The posts that a channel is owed, by the posts' times.
  static Index owed(ChannelRef channel) {
    return new Index("channels:owed:" + channel);
  }

  static Subject subject(ChannelRef channel) {
    return new Subject(KIND.name(), channel.key());
  }

  static Event event(String type, LinkedChannel channel) {
    var payload =
        Json.object()
            .put("channel", channel.ref().key())
            .put("name", channel.name())
            .put("room", channel.room().value());
    return new Event(type, Optional.of(channel.room()), subject(channel.ref()), payload);
  }
}
