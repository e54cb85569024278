package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// `channel unlink`: no longer show a room in a channel.
final class UnlinkChannel {
  record Options(
      @Positional
          @Help("the channel, as PLATFORM/TENANT/CHANNEL; the one you are in, when left out there")
          @Bounds(min = 5, max = 194)
          Optional<String> channel) {}

  private final LinkCommits links;

  UnlinkChannel(LinkCommits links) {
    this.links = links;
  }

  Command<Options> command() {
    return Command.named("channel", "unlink")
        .summary("No longer show a room in a channel; what it shows stays there")
        .examples(
            "unlink this channel",
            "stop mirroring the room in here",
            "disconnect the Slack channel",
            "end the link of this channel with its room")
        .permission(Permission.CHANNELS_LINK)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Optional<ChannelRef> channel = options.channel().flatMap(ChannelRef::read);
    return channel
        .map(ref ->
            links
                .unlink(ref, by.intent())
                .<Reply>map(why -> why)
                .orElseGet(() -> ChannelView.ended(ref.key())))
        .orElseGet(() -> LinkChannel.nowhere("unlink"));
  }
}
