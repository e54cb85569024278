package io.mycelium.redis.state;

import io.mycelium.core.json.Json;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Flag;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Lookup;
import io.mycelium.core.state.Outcome;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import java.util.List;

/// `commit.lua`: everything that one decision changes, in one round trip and all at once. Holds no
/// business rule. Safe for use by many threads.
final class CommitScript {
  private static final Script<List<Object>> SCRIPT =
      Script.load(CommitScript.class, "state/commit", ScriptResult.LIST);

  private static final Json.Reader<Outcome> OUTCOMES = Json.reader(Outcome.class);

  private final StoreConnection redis;
  private final WorkspaceKeys keys;

  CommitScript(StoreConnection redis, WorkspaceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  CommitResult run(Commit commit) {
    List<String> answer =
        redis.run(SCRIPT, CommitPlan.of(commit, keys)).stream().map(String.class::cast).toList();
    return switch (answer.getFirst()) {
      case "committed" -> new CommitResult.Committed(Long.parseLong(answer.get(1)));
      case "repeated" -> repeated(answer.get(1));
      case "reused" -> new CommitResult.Reused();
      case "guarded" -> new CommitResult.Guarded(new Flag(answer.get(1)), answer.get(2));
      case "conflict" -> conflict(answer.get(1));
      case "taken" ->
          new CommitResult.Taken(new Lookup(answer.get(1)), answer.get(2), answer.get(3));
      default -> throw new IllegalStateException("commit.lua answered " + answer.getFirst());
    };
  }

  private static CommitResult conflict(String subject) {
    int colon = subject.indexOf(':');
    return new CommitResult.Conflict(subject.substring(0, colon), subject.substring(colon + 1));
  }

  private static CommitResult repeated(String outcome) {
    return new CommitResult.Repeated(OUTCOMES.read(outcome));
  }

  /// What the script would answer to a repeat.
  ///
  /// @param kept `digest|outcome`, as the script keeps it
  static CommitResult earlier(Intent intent, String kept) {
    int bar = kept.indexOf('|');
    String digest = kept.substring(0, bar);
    boolean same = digest.isEmpty() || intent.digest().isEmpty() || digest.equals(intent.digest());
    return same ? repeated(kept.substring(bar + 1)) : new CommitResult.Reused();
  }
}
