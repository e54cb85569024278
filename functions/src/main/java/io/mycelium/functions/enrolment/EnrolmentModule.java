package io.mycelium.functions.enrolment;

import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.link.DroneSessions;
import io.mycelium.core.link.Enrolment;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.ShortLived;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The feature as the gateway composes it.
public final class EnrolmentModule {
  static final String REVOKED = "drone.revoked";

  private final Parts parts;
  private final Enrolments enrolments;
  private final DroneDoor door;

  /// What the feature works with.
  ///
  /// @param secrets keeps what drones prove themselves with
  /// @param ours tells whether this gateway is reached there
  public record Parts(
      AggregateStore store,
      EventFeed feed,
      JobQueue queue,
      ShortLived secrets,
      InstantSource clock,
      SecureRandom random,
      Predicate<GatewayOrigin> ours) {}

  public EnrolmentModule(Parts parts) {
    this.parts = parts;
    this.enrolments = new Enrolments(parts.store(), parts.feed(), parts.clock());
    this.door = new DroneDoor(enrolments, parts.secrets(), parts.random(), parts.ours());
  }

  /// Where drones ask to be let in.
  public Enrolment enrolment() {
    return door;
  }

  /// Who a drone is that has been let in.
  public DroneSessions sessions() {
    return door;
  }

  /// Tells of each drone that is revoked, on whichever gateway.
  public void onRevoked(Consumer<DroneId> listener) {
    parts
        .feed()
        .listen(event -> {
          if (event.type().equals(REVOKED)) {
            listener.accept(new DroneId(event.subject().id()));
          }
        });
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("enrolment"),
            "Let computers work here that others have, or no longer",
            FunctionLimits.STANDARD,
            List.of(
                new ApproveDrone(enrolments, parts.queue()).command(),
                new DenyDrone(enrolments).command(),
                new RevokeDrone(enrolments, parts.queue()).command(),
                new ListEnrolled(enrolments).command())));
  }
}
