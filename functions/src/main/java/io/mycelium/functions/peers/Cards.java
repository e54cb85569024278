package io.mycelium.functions.peers;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.Times;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Draws peers and keys.
final class Cards {
  private final Directory peers;
  private final Keys keys;
  private final InstantSource clock;

  Cards(Directory peers, Keys keys, InstantSource clock) {
    this.peers = peers;
    this.keys = keys;
    this.clock = clock;
  }

  List<SubjectView> views() {
    return List.of(
        view(
            "peer",
            id ->
                Optional.of(id)
                    .filter(i -> i.startsWith(PeerId.PREFIX))
                    .flatMap(peers::known)
                    .map(Cards::card)),
        view("key", id -> keys.find(id).map(stored -> card(stored.state()))));
  }

  static Reply.Card card(Peer peer) {
    return new Reply.Card(
        Optional.of(PeerRecords.subject(peer)),
        peer.name(),
        Optional.of(peer.removed().isPresent() ? "removed" : peer.role().word()),
        "",
        fields(peer),
        List.of());
  }

  static List<Field> fields(Peer peer) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("name", "Name", peer.name()));
    fields.add(new Field("role", "Role", peer.role().word()));
    fields.add(new Field("kind", "Kind", kind(peer)));
    fields.add(new Field("since", "Since", Times.of(peer.since())));
    peer.removed().ifPresent(at -> fields.add(new Field("removed", "Removed", Times.of(at))));
    fields.add(new Field("id", "Id", peer.id().value()));
    return fields;
  }

  Reply.Card card(ApiKey key) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("peer", "Of", peers.name(key.peer())));
    fields.add(new Field("use", "Use", key.use().word()));
    fields.add(new Field("label", "Label", key.label()));
    fields.add(new Field("by", "Made by", peers.name(key.by())));
    fields.add(new Field("since", "Made", Times.of(key.since())));
    key.expires().ifPresent(at -> fields.add(new Field("expires", "Expires", Times.of(at))));
    key.revoked().ifPresent(at -> fields.add(new Field("revoked", "Revoked", Times.of(at))));
    return new Reply.Card(
        Optional.of(Keys.subject(key)),
        (key.use() == ApiKey.Use.SESSION ? "Session " : "Key ") + key.id(),
        Optional.of(key.state(clock.instant())),
        "",
        fields,
        List.of());
  }

  static String kind(Peer peer) {
    return peer.kind().name().toLowerCase(Locale.ROOT);
  }

  private static SubjectView view(String type, Function<String, Optional<Reply.Card>> draw) {
    return new SubjectView() {
      @Override
      public String type() {
        return type;
      }

      @Override
      public Optional<Reply.Card> draw(String id) {
        return draw.apply(id);
      }
    };
  }
}
