package io.mycelium.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mycelium.bridge.drones.DroneBridge;
import io.mycelium.bridge.drones.Parts;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.enrolment.EnrolmentModule;
import io.mycelium.functions.queue.Steering;
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
      EventFeed feed,
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
    Steering.onDrained(feed, bridge::drain);
    shutdown.then(broker);
    shutdown.then(bridge);
    return bridge;
  }

  /// Lets be seen who waits.
  static void meter(MeterRegistry registry, DroneBridge bridge) {
    Gauge.builder("mycelium.drones.waiting", bridge, DroneBridge::waiting)
        .description("Drones that wait here for work")
        .register(registry);
    FunctionCounter.builder("mycelium.drones.woken", bridge, DroneBridge::woken)
        .description("Drones that were woken here because work came")
        .register(registry);
  }

  private static Duration longestWait(Duration idle) {
    Duration most = idle.multipliedBy(5).dividedBy(6);
    return most.compareTo(ClaimRequest.LONGEST_WAIT) < 0 ? most : ClaimRequest.LONGEST_WAIT;
  }
}
