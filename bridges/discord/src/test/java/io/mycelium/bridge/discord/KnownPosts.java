package io.mycelium.bridge.discord;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Channels that show no room, and messages of which some are posts.
final class KnownPosts implements Channels {
  private final Set<MessageRef> posts = new HashSet<>();

  void add(ChannelRef channel, String message) {
    posts.add(new MessageRef(channel, message));
  }

  @Override
  public Optional<PostId> post(MessageRef message) {
    return posts.contains(message)
        ? Optional.of(new PostId(PostId.PREFIX + message.message()))
        : Optional.empty();
  }

  @Override
  public Optional<LinkedChannel> find(ChannelRef channel) {
    return Optional.empty();
  }

  @Override
  public List<LinkedChannel> of(RoomId room) {
    return List.of();
  }

  @Override
  public List<LinkedChannel> of(String platform) {
    return List.of();
  }

  @Override
  public boolean shows(RoomId room, Subject subject) {
    return false;
  }

  @Override
  public Optional<String> last(ChannelRef channel) {
    return Optional.empty();
  }

  @Override
  public boolean first(String deed) {
    return true;
  }
}
