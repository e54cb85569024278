package io.mycelium.functions.enrolment;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.enrolment.Asking.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Drones that ask, and drones that are enrolled, as they are kept. Those that are enrolled are
/// remembered until an event tells of a change.
final class Enrolments {
  /// How long a drone may be approved.
  static final Duration LIFE = Duration.ofMinutes(15);

  private static final int MOST = 10_000;
  private static final String DRONE = "drone";

  private final AggregateStore store;
  private final InstantSource clock;
  private final Mirror<EnrolledRecord> enrolled;

  Enrolments(AggregateStore store, EventFeed feed, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.enrolled =
        new Mirror<>(feed, id -> store.find(EnrolledRecord.KIND, id).map(Stored::state));
    feed.listen(this::forget);
  }

  private void forget(EventRecord event) {
    if (event.subject().type().equals(DRONE)) {
      enrolled.forget(event.subject().id());
    }
  }

  Instant now() {
    return clock.instant();
  }

  /// As it is known here; another gateway's change is seen within milliseconds.
  Optional<EnrolledRecord> enrolled(DroneId drone) {
    return enrolled.find(drone.value());
  }

  /// The same without asking the store; empty when that has to be asked.
  Optional<EnrolledRecord> remembered(DroneId drone) {
    return enrolled.remembered(drone.value());
  }

  List<EnrolledRecord> all() {
    return store
        .findAll(EnrolledRecord.KIND, store.oldest(EnrolledRecord.ALL, Long.MIN_VALUE, MOST))
        .stream()
        .map(Stored::state)
        .toList();
  }

  /// The one that is not revoked and has that name, or that id.
  Optional<Stored<EnrolledRecord>> called(String nameOrId) {
    String id = store.lookup(EnrolledRecord.NAMES, nameOrId).orElse(nameOrId);
    return store.find(EnrolledRecord.KIND, id).filter(found -> found.state().active());
  }

  /// Those that ask and whose time is not over.
  Asking asking() {
    return stored().map(Stored::state).orElse(Asking.NONE).at(now());
  }

  private Optional<Stored<Asking>> stored() {
    return store.find(Asking.KIND, Asking.ID);
  }

  /// Notes that a drone asks.
  CommitResult ask(Asked asked) {
    String request = "drone-asks/%s/%s".formatted(asked.key().drone(), asked.code());
    var draft = Commit.of(Intent.system(request, now()), Outcome.of(EnrolmentReplies.asked(asked)));
    return store.commit(
        changed(draft, asking -> asking.with(asked))
            .event(EnrolledRecord.event("drone.asked", asked.key(), asked.about()))
            .done());
  }

  CommitResult deny(Asked asked, Intent intent, Outcome outcome) {
    return store.commit(
        changed(Commit.of(intent, outcome), asking -> asking.denied(asked))
            .event(EnrolledRecord.event("drone.denied", asked.key(), asked.about()))
            .done());
  }

  CommitResult approve(Asked asked, EnrolledRecord made, Intent intent, Outcome outcome) {
    String id = made.id().value();
    CommitResult result =
        store.commit(
            changed(Commit.of(intent, outcome), asking -> asking.without(asked))
                .create(EnrolledRecord.KIND, id, made)
                .rank(EnrolledRecord.ALL, id, made.since().toEpochMilli())
                .bind(EnrolledRecord.NAMES, made.name(), id)
                .event(EnrolledRecord.event("drone.approved", made.key(), made.about()))
                .done());
    enrolled.forget(id);
    return result;
  }

  CommitResult revoke(Stored<EnrolledRecord> drone, Intent intent, Outcome outcome) {
    EnrolledRecord to = drone.state().revokedAt(intent.at());
    try {
      return store.commit(
          Commit.of(intent, outcome)
              .update(drone, to)
              .unbind(EnrolledRecord.NAMES, to.name())
              .event(EnrolledRecord.event(EnrolmentModule.REVOKED, to.key(), to.about()))
              .done());
    } finally {
      // Also when the outcome is unknown: the change may have been made.
      enrolled.forget(drone.id());
    }
  }

  private Commit.Draft changed(Commit.Draft draft, UnaryOperator<Asking> change) {
    return stored()
        .map(had -> draft.update(had, change.apply(had.state().at(now()))))
        .orElseGet(() -> draft.create(Asking.KIND, Asking.ID, change.apply(Asking.NONE)));
  }
}
