package io.mycelium.gateway;

import io.mycelium.bridge.drones.DroneBridge;
import io.mycelium.bridge.drones.Parts;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.functions.enrolment.EnrolmentModule;
import java.time.Duration;
import java.time.InstantSource;

/// The bridge to drones that are enrolled.
final class Drones {
  private Drones() {}

  /// Begins to serve them.
  ///
  /// @param idle after which a connection without traffic is closed
  static DroneBridge start(
      Storage storage,
      EnrolmentModule enrolment,
      InstantSource clock,
      Duration idle,
      Shutdown shutdown) {
    JobBroker broker = storage.queue().broker();
    var bridge =
        new DroneBridge(
            new Parts(
                broker,
                storage.queue().jobs(),
                storage.queue().blobs(),
                enrolment.enrolment(),
                enrolment.sessions(),
                clock,
                longestWait(idle)));
    enrolment.onRevoked(bridge::expel);
    shutdown.then(broker);
    shutdown.then(bridge);
    return bridge;
  }

  private static Duration longestWait(Duration idle) {
    Duration most = idle.multipliedBy(3).dividedBy(4);
    return most.compareTo(ClaimRequest.LONGEST_WAIT) < 0 ? most : ClaimRequest.LONGEST_WAIT;
  }
}
