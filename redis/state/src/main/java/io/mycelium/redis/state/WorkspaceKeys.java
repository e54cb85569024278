package io.mycelium.redis.state;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.state.Flag;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Lookup;
import io.mycelium.redis.client.KeySpace;

/// Every key of a workspace's state. They share the hash tag, so that one script may touch any of
/// them; `docs/reference/redis-keys.md` lists them.
record WorkspaceKeys(KeySpace space) {
  /// String `digest|outcome`, for as long as repeats are detected.
  String repeat(Intent intent) {
    return space.state("req", intent.principal(), intent.request());
  }

  /// String `version number json`.
  String aggregate(Kind<?> kind, String id) {
    return space.state("agg", kind.name(), id);
  }

  /// Sorted set of ids.
  String index(Index index) {
    return space.state("index", index.name());
  }

  /// Hash from names to ids.
  String lookup(Lookup lookup) {
    return space.state("lookup", lookup.name());
  }

  /// String, as whoever sets it chose.
  String flag(Flag flag) {
    return space.state("flag", flag.name());
  }

  /// String: the last short number that was given out in the room.
  String sequence(RoomId room) {
    return space.state("seq", room.value());
  }

  /// Stream.
  String events() {
    return space.state("events");
  }

  /// Sorted set, see [io.mycelium.redis.outbox.RedisOutbox].
  String outbox() {
    return space.state("outbox");
  }

  /// Stream.
  String audit() {
    return space.state("audit");
  }

  /// Hash from rooms to `rank post`: how far the peer has read.
  String marks(PeerId peer) {
    return space.state("read", peer.value());
  }

  /// Sorted set of peers by when they were last here.
  String presence() {
    return space.state("presence");
  }

  /// String `peer digest`, for two minutes.
  String confirmation(String token) {
    return space.state("confirm", token);
  }

  /// String, the call in JSON, for a day.
  String held(String token) {
    return space.state("held", token);
  }

  /// String: who has the lease, for as long as they renew it.
  String lease(String name) {
    return space.state("lease", name);
  }

  /// String, as whoever keeps it chose, for as long as they chose.
  String shortLived(String name) {
    return space.state("short", name);
  }
}
