package io.mycelium.functions.rooms;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.core.room.Room;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `room list`: the rooms that the caller may know of.
final class ListRooms {
  record Options() {}

  private final RoomDirectory rooms;
  private final Members members;
  private final Unread unread;

  ListRooms(RoomDirectory rooms, Members members, Unread unread) {
    this.rooms = rooms;
    this.members = members;
    this.unread = unread;
  }

  Command<Options> command() {
    return Command.named("room", "list")
        .summary("List the rooms there are for you, with what you have not read")
        .examples(
            "which rooms are there?",
            "what have I not read yet?",
            "is something unread in other rooms?",
            "list the rooms",
            "in which channels is something new?")
        .permission(Permission.ROOMS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    List<Room> admitting = rooms.all(by.caller());
    Map<RoomId, Unread.Count> counts =
        unread.of(by.caller().id(), admitting.stream().map(Room::id).toList());
    return new Reply.Table(
        List.of(
            new Column("name", "Name", Fit.WHOLE),
            new Column("state", "State", Fit.WHOLE),
            new Column("members", "Members"),
            new Column("unread", "Unread"),
            new Column("mentions", "Mentions"),
            new Column("since", "Made"),
            new Column("read", "Read up to", Fit.SPARE),
            new Column("newest", "Newest post", Fit.SPARE)),
        admitting.stream()
            .map(room -> row(room, counts.getOrDefault(room.id(), Unread.Count.NOTHING)))
            .toList(),
        "No rooms. 'room create NAME' makes one.",
        Optional.empty());
  }

  private List<String> row(Room room, Unread.Count count) {
    return List.of(
        room.id().value(),
        RoomView.state(room),
        members.of(room),
        Long.toString(count.posts()),
        Long.toString(count.mentions()),
        Times.of(room.since()),
        count.read().map(PostId::value).orElse(""),
        count.newest().map(PostId::value).orElse(""));
  }
}
