package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.AggregateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws links.
final class ChannelView implements SubjectView {
  private final AggregateStore store;
  private final Peers peers;

  ChannelView(AggregateStore store, Peers peers) {
    this.store = store;
    this.peers = peers;
  }

  @Override
  public String type() {
    return ChannelRecords.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return store
        .find(ChannelRecords.KIND, id)
        .map(stored -> stored.state().linked().map(this::card).orElseGet(() -> ended(id)));
  }

  Reply.Card card(LinkedChannel channel) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("channel", "Channel", channel.ref().key()));
    fields.add(new Field("room", "Room", channel.room().value()));
    fields.add(new Field("role", "Role of people there", role(channel)));
    fields.add(new Field("by", "Linked by", peers.name(channel.by())));
    fields.add(new Field("since", "Since", Times.of(channel.since())));
    return new Reply.Card(
        Optional.of(ChannelRecords.subject(channel.ref())),
        "%s shows the room %s".formatted(channel.name(), channel.room()),
        Optional.of("linked"),
        "",
        fields,
        List.of());
  }

  static String role(LinkedChannel channel) {
    return channel.role().map(Role::word).orElse("none");
  }

  static Reply.Card ended(String channel) {
    return new Reply.Card(
        Optional.of(ChannelRecords.subject(ChannelRef.of(channel))),
        channel + " shows no room",
        Optional.of("unlinked"),
        "What it shows stays there and is no longer kept up to date.",
        List.of(),
        List.of());
  }
}
