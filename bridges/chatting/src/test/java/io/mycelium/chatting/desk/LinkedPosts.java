package io.mycelium.chatting.desk;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Subject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One channel that shows the main room, and messages there that are posts.
final class LinkedPosts implements Channels {
  private final LinkedChannel channel;
  private final Set<MessageRef> posts = new HashSet<>();

  LinkedPosts(ChannelRef ref) {
    this.channel =
        new LinkedChannel(ref, "#main", RoomId.MAIN, Optional.empty(), Peer.SYSTEM, Instant.EPOCH);
  }

  void add(MessageRef message) {
    posts.add(message);
  }

  @Override
  public Optional<PostId> post(MessageRef message) {
    return posts.contains(message)
        ? Optional.of(new PostId(PostId.PREFIX + message.message()))
        : Optional.empty();
  }

  @Override
  public Optional<LinkedChannel> find(ChannelRef ref) {
    return Optional.of(channel).filter(linked -> linked.ref().equals(ref));
  }

  @Override
  public List<LinkedChannel> of(RoomId room) {
    return channel.room().equals(room) ? List.of(channel) : List.of();
  }

  @Override
  public List<LinkedChannel> of(String platform) {
    return channel.ref().platform().equals(platform) ? List.of(channel) : List.of();
  }

  @Override
  public boolean shows(RoomId room, Subject subject) {
    return false;
  }

  @Override
  public Optional<String> last(ChannelRef ref) {
    return Optional.empty();
  }

  @Override
  public boolean first(String deed) {
    return true;
  }
}
