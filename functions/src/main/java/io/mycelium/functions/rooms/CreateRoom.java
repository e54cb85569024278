package io.mycelium.functions.rooms;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Room;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// `room create`: make a room.
final class CreateRoom {
  record Options(
      @Positional @Help("the room's name") RoomId name,
      @Help("only members see it and what is said there") boolean closed,
      @Help("who is in a closed room besides you: names with commas between")
          Optional<String> members) {
    Options {
      if (members.isPresent() && !closed) {
        throw new IllegalArgumentException(
            "An open room has no list of members; leave --members out, or say --closed.");
      }
    }
  }

  private final RoomCommits rooms;
  private final Members members;
  private final RoomView view;

  CreateRoom(RoomCommits rooms, Members members, RoomView view) {
    this.rooms = rooms;
    this.members = members;
    this.view = view;
  }

  Command<Options> command() {
    return Command.named("room", "create")
        .summary("Make a room, open to everybody or closed")
        .examples(
            "make a room for the release",
            "create a closed room #incident",
            "we need a new channel",
            "room create ops --closed --members ada,bob")
        .permission(Permission.ROOMS_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return members.with(options.members(), named -> create(options, named, by));
  }

  private Reply create(Options options, Set<PeerId> named, Invocation by) {
    Set<PeerId> all = new HashSet<>(options.closed() ? named : Set.of());
    if (options.closed()) {
      all.add(by.caller().id());
    }
    var room =
        new Room(
            options.name(), options.closed(), all, Optional.empty(), by.caller().id(), by.at());
    return rooms
        .add(room, by.intent())
        .<Reply>map(refused -> refused)
        .orElseGet(() -> view.card(room));
  }
}
