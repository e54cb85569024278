package io.mycelium.redis.state;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Flag;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Lookup;
import io.mycelium.core.state.Slice;
import io.mycelium.core.state.Span;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Tally;
import io.mycelium.redis.client.StoreConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Aggregates, indexes, lookups and flags in Redis. Each method is one round trip.
///
/// An aggregate is one string, `version number json`, with one space after each number. A hash of
/// three fields would need a command per aggregate; strings of one slot are read by the fifty with
/// one `MGET`, and the commit script tells version and number from the first bytes without looking
/// at the JSON.
final class RedisAggregateStore implements AggregateStore {
  private final StoreConnection redis;
  private final WorkspaceKeys keys;
  private final CommitScript commits;
  private final SliceScript slices;
  private final TallyScript tallies;

  /// One prepared reader per class of state.
  private final Map<Class<?>, Json.Reader<?>> readers = new ConcurrentHashMap<>();

  private final KnownStates known = new KnownStates();

  RedisAggregateStore(StoreConnection redis, WorkspaceKeys keys) {
    this.redis = redis;
    this.keys = keys;
    this.commits = new CommitScript(redis, keys);
    this.slices = new SliceScript(redis);
    this.tallies = new TallyScript(redis, keys);
  }

  @Override
  public CommitResult commit(Commit commit) {
    return commits.run(commit);
  }

  @Override
  public Optional<CommitResult> earlier(Intent intent) {
    return text(keys.repeat(intent)).map(kept -> CommitScript.earlier(intent, kept));
  }

  @Override
  public <S> Optional<Stored<S>> find(Kind<S> kind, String id) {
    String key = keys.aggregate(kind, id);
    return text(key).map(value -> stored(kind, id, key, value));
  }

  @Override
  public <S> List<Stored<S>> findAll(Kind<S> kind, List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    String[] names = ids.stream().map(id -> keys.aggregate(kind, id)).toArray(String[]::new);
    List<KeyValue<String, String>> values = redis.read(commands -> commands.mget(names));
    List<Stored<S>> found = new ArrayList<>(ids.size());
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).hasValue()) {
        found.add(stored(kind, ids.get(i), names[i], values.get(i).getValue()));
      }
    }
    return found;
  }

  /// The cast holds because a key has one kind, and that is shared.
  @SuppressWarnings("unchecked")
  private <S> Stored<S> stored(Kind<S> kind, String id, String key, String value) {
    if (!kind.shared()) {
      return read(kind, id, value);
    }
    Optional<Stored<?>> had = known.find(key, value);
    if (had.isPresent()) {
      return (Stored<S>) had.get();
    }
    Stored<S> stored = read(kind, id, value);
    known.put(key, value, stored);
    return stored;
  }

  private <S> Stored<S> read(Kind<S> kind, String id, String value) {
    int first = value.indexOf(' ');
    int second = value.indexOf(' ', first + 1);
    return new Stored<>(
        kind,
        id,
        Long.parseLong(value, 0, first, 10),
        Long.parseLong(value, first + 1, second, 10),
        reader(kind).read(value.substring(second + 1)));
  }

  /// The cast holds because each class is put in with a reader of its own.
  @SuppressWarnings("unchecked")
  private <S> Json.Reader<S> reader(Kind<S> kind) {
    return (Json.Reader<S>) readers.computeIfAbsent(kind.state(), Json::reader);
  }

  @Override
  public Optional<String> lookup(Lookup lookup, String name) {
    return Optional.ofNullable(redis.read(commands -> commands.hget(keys.lookup(lookup), name)));
  }

  @Override
  public Map<String, String> lookups(Lookup lookup) {
    return redis.read(commands -> commands.hgetall(keys.lookup(lookup)));
  }

  @Override
  public List<String> newest(Index index, long below, int max) {
    Boundary<Long> upper =
        below == Long.MAX_VALUE ? Boundary.unbounded() : Boundary.excluding(below);
    return redis.read(commands ->
        commands.zrevrangebyscore(
            keys.index(index), Range.from(Boundary.unbounded(), upper), Limit.from(max)));
  }

  @Override
  public List<String> oldest(Index index, long above, int max) {
    Boundary<Long> lower =
        above == Long.MIN_VALUE ? Boundary.unbounded() : Boundary.excluding(above);
    return redis.read(commands ->
        commands.zrangebyscore(
            keys.index(index), Range.from(lower, Boundary.unbounded()), Limit.from(max)));
  }

  @Override
  public Optional<Slice> around(Index index, String id, int before, int after) {
    return slices.run(keys.index(index), id, before, after);
  }

  @Override
  public long count(Index index) {
    return redis.read(commands -> commands.zcard(keys.index(index)));
  }

  @Override
  public List<Tally> tally(List<Span> spans) {
    return tallies.run(spans);
  }

  @Override
  public String flag(Flag flag) {
    return text(keys.flag(flag)).orElse("");
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(redis.read(commands -> commands.get(key)));
  }
}
