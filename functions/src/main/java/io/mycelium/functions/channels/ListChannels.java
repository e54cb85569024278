package io.mycelium.functions.channels;

import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.AggregateStore;
import java.util.List;
import java.util.Optional;

/// `channel list`: which channel shows which room.
final class ListChannels {
  record Options() {}

  private final AggregateStore store;
  private final ChannelDirectory channels;
  private final Platforms platforms;
  private final Rooms rooms;

  ListChannels(AggregateStore store, ChannelDirectory channels, Platforms platforms, Rooms rooms) {
    this.store = store;
    this.channels = channels;
    this.platforms = platforms;
    this.rooms = rooms;
  }

  Command<Options> command() {
    return Command.named("channel", "list")
        .summary("List the channels of chat platforms that show rooms")
        .examples(
            "which channels are linked?",
            "where is this room mirrored to?",
            "in which channels can one see this room?",
            "show the linked Slack and Discord channels")
        .permission(Permission.CHANNELS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return new Reply.Table(
        List.of(
            new Column("name", "Name", Fit.WHOLE),
            new Column("room", "Room", Fit.WHOLE),
            new Column("state", "State", Fit.WHOLE),
            new Column("owed", "Still to show"),
            new Column("role", "Role"),
            new Column("since", "Since", Fit.SPARE),
            new Column("channel", "Channel", Fit.WHOLE)),
        channels.all().stream()
            .filter(channel -> rooms.find(channel.room(), by.caller()).isPresent())
            .map(this::row)
            .toList(),
        "No channel shows a room. 'channel link ROOM', called in a channel, links it.",
        Optional.empty());
  }

  private List<String> row(LinkedChannel channel) {
    return List.of(
        channel.name(),
        channel.room().value(),
        state(channel),
        Long.toString(store.count(ChannelRecords.owed(channel.ref()))),
        ChannelView.role(channel),
        Times.of(channel.since()),
        channel.ref().key());
  }

  private String state(LinkedChannel channel) {
    return platforms
        .of(channel.ref())
        .map(port -> port.reaches(channel.ref()) ? "connected" : "elsewhere")
        .orElse("no bridge");
  }
}
