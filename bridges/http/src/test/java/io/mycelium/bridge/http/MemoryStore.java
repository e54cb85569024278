package io.mycelium.bridge.http;

import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Flag;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Lookup;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps what the commits of requests came to, and their events. Nothing else is needed of a store
/// here.
final class MemoryStore implements AggregateStore {
  private final MemoryLog log;
  private final Map<String, Commit> commits = new ConcurrentHashMap<>();

  MemoryStore(MemoryLog log) {
    this.log = log;
  }

  int commits() {
    return commits.size();
  }

  @Override
  public synchronized CommitResult commit(Commit commit) {
    Optional<CommitResult> earlier = earlier(commit.intent());
    if (earlier.isPresent()) {
      return earlier.get();
    }
    commits.put(name(commit.intent()), commit);
    commit.events().forEach(event -> log.append(place -> record(place, event, commit.intent())));
    return new CommitResult.Committed(0);
  }

  private static EventRecord record(String place, Event event, Intent intent) {
    return new EventRecord(
        place,
        EventRecord.SCHEMA,
        event.type(),
        event.room(),
        event.subject(),
        0,
        intent.actor(),
        intent.request(),
        intent.at(),
        event.payload());
  }

  @Override
  public Optional<CommitResult> earlier(Intent intent) {
    return Optional.ofNullable(commits.get(name(intent)))
        .map(
            commit ->
                commit.intent().digest().equals(intent.digest())
                    ? new CommitResult.Repeated(commit.outcome())
                    : new CommitResult.Reused());
  }

  private static String name(Intent intent) {
    return intent.principal() + '/' + intent.request();
  }

  @Override
  public <S> Optional<Stored<S>> find(Kind<S> kind, String id) {
    return Optional.empty();
  }

  @Override
  public <S> List<Stored<S>> findAll(Kind<S> kind, List<String> ids) {
    return List.of();
  }

  @Override
  public Optional<String> lookup(Lookup lookup, String name) {
    return Optional.empty();
  }

  @Override
  public Map<String, String> lookups(Lookup lookup) {
    return Map.of();
  }

  @Override
  public List<String> newest(Index index, long below, int max) {
    return List.of();
  }

  @Override
  public List<String> oldest(Index index, long above, int max) {
    return List.of();
  }

  @Override
  public long count(Index index) {
    return 0;
  }

  @Override
  public String flag(Flag flag) {
    return "";
  }
}
