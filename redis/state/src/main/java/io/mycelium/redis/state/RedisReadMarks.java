package io.mycelium.redis.state;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.room.ReadMarks;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Read marks: a hash per peer, which `mark.lua` writes. No part of commits: a mark may move with
/// every post that somebody sees, and moving it twice is moving it once.
final class RedisReadMarks implements ReadMarks {
  private static final Script<Optional<String>> MOVE =
      Script.load(RedisReadMarks.class, "state/mark", ScriptResult.TEXT, "state/order");

  private final StoreConnection redis;
  private final WorkspaceKeys keys;

  RedisReadMarks(StoreConnection redis, WorkspaceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  @Override
  public Mark move(PeerId peer, RoomId room, Mark to) {
    var input =
        ScriptInput.keys(keys.marks(peer)).arg(room.value()).arg(to.rank()).arg(to.post().value());
    return mark(redis.run(MOVE, input).orElseThrow());
  }

  @Override
  public Map<RoomId, Mark> of(PeerId peer) {
    Map<RoomId, Mark> marks = new HashMap<>();
    redis
        .read(commands -> commands.hgetall(keys.marks(peer)))
        .forEach((room, kept) -> marks.put(new RoomId(room), mark(kept)));
    return marks;
  }

  private static Mark mark(String kept) {
    int space = kept.indexOf(' ');
    return new Mark(Long.parseLong(kept, 0, space, 10), new PostId(kept.substring(space + 1)));
  }
}
