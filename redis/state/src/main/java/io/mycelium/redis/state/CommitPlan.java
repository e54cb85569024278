package io.mycelium.redis.state;

import io.mycelium.core.json.Json;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Commit.Change;
import io.mycelium.core.state.Commit.Numbering;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Guard;
import io.mycelium.core.state.Lookup;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.outbox.RedisOutbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A commit in the words of `commit.lua`: the keys that it touches, each once, and one operation
/// after another. Used by one thread, once.
final class CommitPlan {
  /// Ranks are scores, which are doubles: beyond this they would run into each other.
  private static final long MAX_RANK = 1L << 53;

  private final WorkspaceKeys names;

  /// Positions by key, counted from 1 as Lua does.
  private final Map<String, Integer> keys = new LinkedHashMap<>();

  private final List<String> arguments = new ArrayList<>();

  private CommitPlan(WorkspaceKeys names) {
    this.names = names;
  }

  /// Spells the commit out.
  ///
  /// @throws IllegalArgumentException when the commit contradicts itself
  static ScriptInput of(Commit commit, WorkspaceKeys names) {
    check(commit);
    var plan = new CommitPlan(names);
    plan.head(commit);
    commit.guards().forEach(plan::guard);
    commit.puts().forEach(plan::put);
    commit.changes().forEach(plan::change);
    commit.events().forEach(plan::event);
    commit.withdrawn().forEach(row -> plan.operation("withdraw", row));
    commit.outbox().forEach(row -> plan.owe("owe", row));
    commit.joined().forEach(row -> plan.owe("join", row));
    ScriptInput input = ScriptInput.keys(List.copyOf(plan.keys.keySet()));
    plan.arguments.forEach(input::arg);
    return input;
  }

  private static void check(Commit commit) {
    if (commit.intent().digest().indexOf('|') >= 0) {
      throw new IllegalArgumentException("a digest has no '|'");
    }
    if (commit.keep().toMillis() < 1) {
      throw new IllegalArgumentException("repeats have to be detected for a while");
    }
    if (commit.puts().stream().filter(put -> put.numbering() instanceof Numbering.Next).count()
        > 1) {
      throw new IllegalArgumentException("a commit gives out one number at most");
    }
    if (commit.puts().stream().map(CommitPlan::subject).distinct().count() < commit.puts().size()) {
      throw new IllegalArgumentException("a commit puts each aggregate once");
    }
  }

  private void head(Commit commit) {
    var intent = commit.intent();
    key(names.repeat(intent));
    key(names.events());
    key(names.outbox());
    key(RedisOutbox.rows(names.outbox()));
    arguments.add(intent.digest());
    arguments.add(Json.write(commit.outcome()));
    arguments.add(Long.toString(commit.keep().toMillis()));
    arguments.add(intent.actor().value());
    arguments.add(intent.request());
    arguments.add(Long.toString(intent.at().toEpochMilli()));
    arguments.add(Integer.toString(EventRecord.SCHEMA));
  }

  private void guard(Guard guard) {
    operation("guard", key(names.flag(guard.flag())), guard.flag().name(), guard.expected());
  }

  private void put(Commit.Put<?> put) {
    switch (put.numbering()) {
      case Numbering.Kept() -> {
        // The script finds it with the aggregate.
      }
      case Numbering.Next(var room) ->
          operation(
              "number",
              key(names.sequence(room)),
              key(names.lookup(Lookup.numbers(room))),
              subject(put),
              put.id());
      case Numbering.Shared(var number) -> operation("share", subject(put), Long.toString(number));
    }
    operation(
        "put",
        key(names.aggregate(put.kind(), put.id())),
        subject(put),
        Long.toString(put.expected()),
        Json.write(put.state()));
  }

  private static String subject(Commit.Put<?> put) {
    return put.kind().name() + ':' + put.id();
  }

  private void change(Change change) {
    switch (change) {
      case Change.Rank(var index, var id, var rank) ->
          operation("rank", key(names.index(index)), id, score(rank));
      case Change.Unrank(var index, var id) -> operation("unrank", key(names.index(index)), id);
      case Change.Bind(var lookup, var name, var id) ->
          operation("bind", key(names.lookup(lookup)), lookup.name(), name, id);
      case Change.Unbind(var lookup, var name) ->
          operation("unbind", key(names.lookup(lookup)), name);
      case Change.Set(var flag, var value) -> operation("set", key(names.flag(flag)), value);
    }
  }

  private static String score(long rank) {
    if (rank > MAX_RANK || rank < -MAX_RANK) {
      throw new IllegalArgumentException("a rank has at most 53 bits, unlike " + rank);
    }
    return Long.toString(rank);
  }

  private void event(Event event) {
    operation(
        "event",
        event.type(),
        event.room().map(Object::toString).orElse(""),
        event.subject().toString(),
        Json.write(event.payload()));
  }

  private void owe(String how, OutboxRow row) {
    operation(how, row.id(), Long.toString(row.due().toEpochMilli()), Json.write(row));
  }

  private String key(String name) {
    Integer known = keys.putIfAbsent(name, keys.size() + 1);
    return Integer.toString(known == null ? keys.size() : known);
  }

  private void operation(String name, String... operands) {
    arguments.add(name);
    arguments.addAll(List.of(operands));
  }
}
