package io.mycelium.functions.approvals;

import io.mycelium.core.command.Risk;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import java.util.Optional;

/// The policy of each room; the standard one until an operator changes it.
final class Policies {
  private final AggregateStore store;
  private final Mirror<Policy> known;

  Policies(AggregateStore store, EventFeed feed) {
    this.store = store;
    this.known = new Mirror<>(feed, id -> Optional.of(stored(id)));
    feed.listen(event -> {
      if (event.subject().type().equals(Policy.KIND.name())) {
        known.forget(event.subject().id());
      }
    });
  }

  Policy of(RoomId room) {
    return known.find(Policy.id(room)).orElse(Policy.STANDARD);
  }

  private Policy stored(String id) {
    return store.find(Policy.KIND, id).map(Stored::state).orElse(Policy.STANDARD);
  }

  /// Changes one rule of a room's policy.
  ///
  /// @return a refusal, if it came to one
  Optional<Reply.Refused> change(RoomId room, Risk risk, Policy.Rule rule, Intent intent) {
    Optional<Stored<Policy>> had = store.find(Policy.KIND, Policy.id(room));
    Policy next = had.map(Stored::state).orElse(Policy.STANDARD).with(risk, rule);
    var subject = new Subject(Policy.KIND.name(), Policy.id(room));
    var draft = Commit.of(intent, Outcome.of(subject));
    had.ifPresentOrElse(
        h -> draft.update(h, next), () -> draft.create(Policy.KIND, Policy.id(room), next));
    CommitResult result =
        store.commit(
            draft
                .event(new Event("policy.changed", Optional.of(room), subject, Json.tree(next)))
                .done());
    known.forget(Policy.id(room));
    return result instanceof CommitResult.Committed
        ? Optional.empty()
        : Optional.of(Refusals.of(result));
  }
}
