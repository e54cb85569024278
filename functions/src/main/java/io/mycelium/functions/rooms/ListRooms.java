package io.mycelium.functions.rooms;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;

/// `room list`: the rooms that the caller may know of.
final class ListRooms {
  record Options() {}

  private final RoomDirectory rooms;
  private final Members members;

  ListRooms(RoomDirectory rooms, Members members) {
    this.rooms = rooms;
    this.members = members;
  }

  Command<Options> command() {
    return Command.named("room", "list")
        .summary("List the rooms there are for you")
        .examples("which rooms are there?")
        .permission(Permission.ROOMS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return new Reply.Table(
        List.of(
            new Column("name", "Name", Fit.WHOLE),
            new Column("state", "State", Fit.WHOLE),
            new Column("members", "Members"),
            new Column("since", "Made")),
        rooms.all(by.caller()).stream()
            .map(room ->
                List.of(
                    room.id().value(),
                    RoomView.state(room),
                    members.of(room),
                    RoomView.time(room.since())))
            .toList(),
        "No rooms. 'room create NAME' makes one.",
        Optional.empty());
  }
}
