package io.mycelium.redis.state;

import io.mycelium.core.state.Span;
import io.mycelium.core.state.Tally;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `tally.lua`: counts of many indexes. Changes nothing. Safe for use by many threads.
final class TallyScript {
  /// Spans of one run, so that Redis is never held up for long.
  private static final int MOST = 300;

  private static final Script<List<Object>> SCRIPT =
      Script.load(TallyScript.class, "state/tally", ScriptResult.LIST, "state/order");

  private final StoreConnection redis;
  private final WorkspaceKeys keys;

  TallyScript(StoreConnection redis, WorkspaceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  List<Tally> run(List<Span> spans) {
    List<Tally> tallies = new ArrayList<>(spans.size());
    for (int from = 0; from < spans.size(); from += MOST) {
      tallies.addAll(some(spans.subList(from, Math.min(spans.size(), from + MOST))));
    }
    return tallies;
  }

  private List<Tally> some(List<Span> spans) {
    ScriptInput input =
        ScriptInput.keys(spans.stream().map(span -> keys.index(span.index())).toList());
    for (Span span : spans) {
      input.arg(span.rank() == Long.MIN_VALUE ? "-inf" : Long.toString(span.rank())).arg(span.id());
    }
    List<Object> answer = redis.run(SCRIPT, input);
    List<Tally> tallies = new ArrayList<>(spans.size());
    for (int i = 0; i < answer.size(); i += 3) {
      tallies.add(
          new Tally(
              (Long) answer.get(i),
              newest((String) answer.get(i + 1), (String) answer.get(i + 2))));
    }
    return tallies;
  }

  private static Optional<Tally.Entry> newest(String id, String rank) {
    return rank.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tally.Entry(id, Long.parseLong(rank)));
  }
}
