package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
import io.mycelium.core.command.Positional;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// `channel link`: show a room in a channel of a chat platform.
final class LinkChannel {
  record Options(
      @Positional @Help("the room that the channel shows") RoomId to,
      @Help("the channel, as PLATFORM/TENANT/CHANNEL; the one you are in, when left out there")
          @Bounds(min = 5, max = 194)
          Optional<String> channel,
      @Help("what people of the channel may do whom nobody knows otherwise; nothing, when left out")
          Optional<Role> role) {
    Options {
      if (channel.isPresent() && ChannelRef.read(channel.get()).isEmpty()) {
        throw new IllegalArgumentException(
            "A channel is written PLATFORM/TENANT/CHANNEL, such as slack/T024BE7LD/C061EG9SL.");
      }
    }
  }

  private final LinkCommits links;
  private final Platforms platforms;
  private final ChannelView view;

  LinkChannel(LinkCommits links, Platforms platforms, ChannelView view) {
    this.links = links;
    this.platforms = platforms;
    this.view = view;
  }

  Command<Options> command() {
    return Command.named("channel", "link")
        .summary("Show a room in a channel of Slack or Discord, and its talk in the room")
        .examples(
            "link this channel to the room main",
            "mirror the ops room in here",
            "connect our Discord channel with main")
        .permission(Permission.CHANNELS_LINK)
        .effect(Effect.WRITE)
        .handledBy(Options.class, (options, _) -> Needs.of(options.to()), this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Optional<ChannelRef> channel = options.channel().flatMap(ChannelRef::read);
    if (channel.isEmpty()) {
      return nowhere("link main --channel");
    }
    if (options.role().filter(role -> !by.caller().role().atLeast(role)).isPresent()) {
      return above(options.role().get(), by);
    }
    return switch (platforms.named(channel.get())) {
      case Platforms.Named.Not(var why) -> why;
      case Platforms.Named.As(var name) ->
          link(
              new LinkedChannel(
                  channel.get(), name, options.to(), options.role(), by.caller().id(), by.at()),
              by);
    };
  }

  private Reply link(LinkedChannel channel, Invocation by) {
    return links
        .link(channel, by.intent())
        .<Reply>map(why -> why)
        .orElseGet(() -> view.card(channel));
  }

  private static Reply above(Role role, Invocation by) {
    return Reply.Refused.because(
        Reply.Reason.FORBIDDEN,
        "role-above-own",
        "The role %s is above yours, which is %s."
            .formatted(role.word(), by.caller().role().word()));
  }

  static Reply nowhere(String verb) {
    return Reply.Refused.because(
        Reply.Reason.INVALID,
        "no-channel",
        "Say which channel, such as 'channel %s slack/T024BE7LD/C061EG9SL', or call it from the channel."
            .formatted(verb));
  }
}
