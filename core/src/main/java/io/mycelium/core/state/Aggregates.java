package io.mycelium.core.state;

import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Loads, decides, commits, and decides again when somebody else was quicker. The base on which
/// each feature's repository sits.
public final class Aggregates<S> {
  private static final int TRIES = 16;
  private static final int JITTER_MILLIS = 8;

  private final AggregateStore store;
  private final Kind<S> kind;
  private final RandomGenerator random;

  public Aggregates(AggregateStore store, Kind<S> kind, RandomGenerator random) {
    this.store = store;
    this.kind = kind;
    this.random = random;
  }

  public Optional<Stored<S>> find(String id) {
    return store.find(kind, id);
  }

  /// Changes one aggregate. The decision must be pure: it runs again after a conflict.
  ///
  /// @throws RepeatedRequest when the intent was committed before
  public Update<S> update(String id, Intent intent, Function<Stored<S>, Decision<S>> decide) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Stored<S>> found = store.find(kind, id);
      if (found.isEmpty()) {
        return new Update.Refused<>(missing());
      }
      switch (decide.apply(found.get())) {
        case Decision.Refuse<S>(var why) -> {
          return new Update.Refused<>(why);
        }
        case Decision.Change<S>(var state, var also) -> {
          var draft =
              Commit.of(intent, Outcome.of(new Subject(kind.name(), id)))
                  .update(found.get(), state);
          Optional<Update<S>> end =
              settle(store.commit(also.apply(draft).done()), found.get().next(state));
          if (end.isPresent()) {
            return end.get();
          }
        }
      }
      pause(tried);
    }
    return new Update.Refused<>(
        Reply.Refused.because(
            Reply.Reason.CONFLICT,
            "contended",
            "Others are changing this %s right now; try again in a moment."
                .formatted(kind.name())));
  }

  /// What a commit came to, with [CommitResult.Conflict] as nothing: decide again.
  private Optional<Update<S>> settle(CommitResult result, Stored<S> next) {
    return switch (result) {
      case CommitResult.Committed _ -> Optional.of(new Update.Done<>(next));
      case CommitResult.Conflict _ -> Optional.empty();
      case CommitResult.Taken taken -> Optional.of(new Update.Refused<>(Refusals.taken(taken)));
      case CommitResult.Guarded guarded ->
          Optional.of(new Update.Refused<>(Refusals.guarded(guarded)));
      case CommitResult.Repeated repeated -> throw new RepeatedRequest(repeated);
      case CommitResult.Reused reused -> throw new RepeatedRequest(reused);
    };
  }

  private Reply.Refused missing() {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND, "not-found", "There is no such %s.".formatted(kind.name()));
  }

  private void pause(int tried) {
    try {
      Thread.sleep(random.nextInt(JITTER_MILLIS * (tried + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting to decide again", e);
    }
  }
}
