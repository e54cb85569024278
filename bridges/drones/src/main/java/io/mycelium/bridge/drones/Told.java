package io.mycelium.bridge.drones;

import io.mycelium.core.job.Again;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Turn;
import io.mycelium.core.json.Json;
import io.mycelium.core.link.Accepted;
import io.mycelium.core.link.BeatAnswer;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.link.LeaseRequest;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.link.Results;
import io.mycelium.core.link.TurnRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What drones tell the queue, by address: each a request and an answer in JSON.
final class Told {
  /// What becomes of a request's body.
  @FunctionalInterface
  interface Deed {
    /// Does it, and makes the answer's body.
    ///
    /// @throws Refused when the drone may not, or the body says too little
    Object done(Visitor by, String body);
  }

  private final JobBroker broker;
  private final WaitingRoom room;

  Told(JobBroker broker, WaitingRoom room) {
    this.broker = broker;
    this.room = room;
  }

  Map<String, Deed> deeds() {
    return Map.of(
        LinkPath.ANNOUNCE, this::announce,
        LinkPath.LEAVE, this::leave,
        LinkPath.HEARTBEAT, this::heartbeat,
        LinkPath.REPORT, this::report,
        LinkPath.COMPLETE, this::complete,
        LinkPath.TURN, this::turn,
        LinkPath.FAIL, this::fail,
        LinkPath.RELEASE, (by, body) -> accepted(by, body, told -> broker.release(told.lease())),
        LinkPath.REFUSE, this::refuse);
  }

  private Heard announce(Visitor by, String body) {
    Drone drone = by.seen(Json.read(body, Drone.class));
    if (drone.equipment().away().isPresent()) {
      // It would not take what its wait brings.
      room.expel(drone.id(), new Waiting.End.Nothing());
    }
    return broker.announce(drone);
  }

  private Accepted leave(Visitor by, String body) {
    room.expel(by.drone(), new Waiting.End.Nothing());
    broker.leave(by.drone());
    return Accepted.of(true);
  }

  private BeatAnswer heartbeat(Visitor by, String body) {
    return new BeatAnswer(broker.heartbeat(read(by, body).lease()));
  }

  private BeatAnswer report(Visitor by, String body) {
    LeaseRequest told = read(by, body);
    return new BeatAnswer(
        broker.report(told.lease(), Bounds.checked(given(told.report(), "report"))));
  }

  private Accepted complete(Visitor by, String body) {
    var told = Json.read(body, Results.class);
    told.results().forEach(result -> by.has(result.lease()));
    return new Accepted(broker.complete(Bounds.checked(told.results())));
  }

  private Turn turn(Visitor by, String body) {
    var told = Json.read(body, TurnRequest.class);
    told.results().forEach(result -> by.has(result.lease()));
    ClaimRequest claim = told.claim();
    return broker.turn(
        Bounds.checked(told.results()), by.seen(claim.drone()), claim.max(), claim.call());
  }

  private Accepted fail(Visitor by, String body) {
    return accepted(
        by,
        body,
        told -> broker.fail(told.lease(), failure(told), told.again().orElse(Again.AS_PLANNED)));
  }

  private Accepted refuse(Visitor by, String body) {
    return accepted(by, body, told -> broker.refuse(told.lease(), failure(told)));
  }

  private static Accepted accepted(Visitor by, String body, Predicate<LeaseRequest> deed) {
    return Accepted.of(deed.test(read(by, body)));
  }

  private static LeaseRequest read(Visitor by, String body) {
    LeaseRequest told = Json.read(body, LeaseRequest.class);
    Lease lease = told.lease();
    by.has(lease);
    return told;
  }

  private static JobFailure failure(LeaseRequest told) {
    return Bounds.checked(given(told.failure(), "failure"));
  }

  private static <T> T given(Optional<T> value, String name) {
    return value.orElseThrow(() -> Refused.unreadable("'%s' is missing".formatted(name)));
  }
}
