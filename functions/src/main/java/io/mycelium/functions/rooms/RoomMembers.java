package io.mycelium.functions.rooms;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
import io.mycelium.core.command.Positional;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Room;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.Update;
import java.util.Optional;
import java.util.Set;

/// `room members`: who is in a room, and who shall be.
final class RoomMembers {
  record Options(
      @Positional @Help("the room") RoomId name,
      @Help("who comes in: names with commas between") Optional<String> add,
      @Help("who goes out: names with commas between") Optional<String> remove) {}

  private final RoomDirectory rooms;
  private final RoomCommits commits;
  private final Members members;
  private final RoomView view;

  RoomMembers(RoomDirectory rooms, RoomCommits commits, Members members, RoomView view) {
    this.rooms = rooms;
    this.commits = commits;
    this.members = members;
    this.view = view;
  }

  Command<Options> command() {
    return Command.named("room", "members")
        .summary("Show who is in a room, let people in or put them out")
        .examples(
            "add @bob to the room #ops",
            "who is in the room #ops?",
            "put @ada out of the room #ops",
            "let @eve into #ops",
            "room members ops --add bob,eve --remove ada")
        .permission(Permission.ROOMS_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, (options, _) -> Needs.of(options.name()), this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Optional<Room> room = rooms.find(options.name());
    if (room.isEmpty()) {
      return Rooms.unknown(options.name());
    }
    return members.with(
        options.add(),
        add -> members.with(options.remove(), remove -> change(room.get(), add, remove, by)));
  }

  private Reply change(Room room, Set<PeerId> add, Set<PeerId> remove, Invocation by) {
    if (add.isEmpty() && remove.isEmpty()) {
      return view.card(room);
    }
    return switch (commits.members(room.id(), add, remove, by.intent())) {
      case Update.Done<Room>(var stored) -> view.card(stored.state());
      case Update.Refused<Room>(var why) -> why;
    };
  }
}
