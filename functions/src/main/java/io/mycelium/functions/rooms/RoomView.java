package io.mycelium.functions.rooms;

import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.Times;
import io.mycelium.core.room.Room;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;

/// Draws rooms.
final class RoomView implements SubjectView {
  private final AggregateStore store;
  private final Peers peers;
  private final Members members;

  RoomView(AggregateStore store, Peers peers) {
    this.store = store;
    this.peers = peers;
    this.members = new Members(peers);
  }

  @Override
  public String type() {
    return RoomRecords.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return room(id).map(this::card);
  }

  @Override
  public Optional<Reply.Card> drawFor(Caller viewer, String id) {
    return room(id).filter(room -> room.admits(viewer)).map(this::card);
  }

  private Optional<Room> room(String id) {
    return store.find(RoomRecords.KIND, id).map(Stored::state);
  }

  Reply.Card card(Room room) {
    return new Reply.Card(
        Optional.of(RoomRecords.subject(room)),
        "Room " + room.id(),
        Optional.of(state(room)),
        "",
        List.of(
            new Field("members", "Members", members.of(room)),
            new Field("by", "Made by", peers.name(room.creator())),
            new Field("since", "Made", Times.of(room.since()))),
        List.of());
  }

  static String state(Room room) {
    return room.closed() ? "closed" : "open";
  }
}
