package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.reply.Reply;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/// The platforms that this gateway has bridges to.
final class Platforms {
  private final Supplier<? extends Collection<? extends ChannelPort<?>>> ports;

  /// @param ports asked for when they are needed: bridges start after the features
  Platforms(Supplier<? extends Collection<? extends ChannelPort<?>>> ports) {
    this.ports = ports;
  }

  Optional<? extends ChannelPort<?>> of(ChannelRef channel) {
    return ports.get().stream()
        .filter(port -> port.platform().equals(channel.platform()))
        .findFirst();
  }

  /// What people call a channel there, or why it cannot be linked.
  Named named(ChannelRef channel) {
    Optional<? extends ChannelPort<?>> port = of(channel);
    if (port.isEmpty()) {
      return new Named.Not(ChannelPort.absent(channel.platform()));
    }
    try {
      return port.get()
          .name(channel)
          .<Named>map(Named.As::new)
          .orElseGet(() -> new Named.Not(unseen(channel)));
    } catch (ChannelPort.Unreachable e) {
      return new Named.Not(e.refused());
    }
  }

  /// What a platform says of a channel.
  sealed interface Named {
    record As(String name) implements Named {}

    record Not(Reply.Refused why) implements Named {}
  }

  private static Reply.Refused unseen(ChannelRef channel) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "unknown-channel",
        "There is no channel %s there that Mycelium is in; invite it into the channel first."
            .formatted(channel));
  }
}
