package io.mycelium.redis.state;

import io.mycelium.core.state.Slice;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import java.util.List;
import java.util.Optional;

/// `slice.lua`: an entry of a sorted set with its neighbours. Changes nothing. Safe for use by many
/// threads.
final class SliceScript {
  private static final Script<List<Object>> SCRIPT =
      Script.load(SliceScript.class, "state/slice", ScriptResult.LIST);

  private final StoreConnection redis;

  SliceScript(StoreConnection redis) {
    this.redis = redis;
  }

  Optional<Slice> run(String key, String id, int before, int after) {
    List<Object> answer = redis.run(SCRIPT, ScriptInput.keys(key).arg(id).arg(before).arg(after));
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    List<String> ids = answer.subList(2, answer.size()).stream().map(String.class::cast).toList();
    return Optional.of(new Slice(ids, yes(answer.get(0)), yes(answer.get(1))));
  }

  private static boolean yes(Object flag) {
    return flag.equals(1L);
  }
}
