package io.mycelium.drone.owner;

import io.mycelium.core.job.Hours;
import io.mycelium.drone.owner.OwnerPolicy.Leave;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/// Whether the owner lends the machine now. Safe for use by many threads; no answer takes time.
public final class Owner {
  private final OwnerPolicy policy;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Optional<Presence> presence;

  Owner(OwnerPolicy policy, InstantSource clock, ZoneId zone, Optional<Presence> presence) {
    this.policy = policy;
    this.clock = clock;
    this.zone = zone;
    this.presence = presence;
  }

  /// One who lends the machine at all times.
  public static Owner always() {
    return ofThisMachine(OwnerPolicy.NONE, InstantSource.system());
  }

  /// Looks at a clock alone: whether somebody uses the machine is not seen.
  public static Owner by(OwnerPolicy policy, InstantSource clock, ZoneId zone) {
    return new Owner(policy, clock, zone, Optional.empty());
  }

  /// Looks at this machine, and at its clock.
  public static Owner ofThisMachine(OwnerPolicy policy, InstantSource clock) {
    return new Owner(
        policy,
        clock,
        ZoneId.systemDefault(),
        policy.idle().map(_ -> Presence.ofThisMachine(clock)));
  }

  /// Why the machine takes no job now, as in `only between 20:00 and 07:00`; empty when it does.
  public Optional<String> away() {
    Instant now = clock.instant();
    return policy
        .only()
        .filter(hours -> !hours.contain(now, zone))
        .map(Hours::words)
        .or(() -> policy.idle().flatMap(wait -> inUse(wait, now)));
  }

  private Optional<String> inUse(Duration wait, Instant now) {
    Presence.Seen seen = presence.map(Presence::now).orElse(Presence.Seen.NOTHING);
    if (!seen.visible()) {
      return Optional.of("only when idle, and whether it is cannot be seen on this system");
    }
    return seen.last().plus(wait).isAfter(now)
        ? Optional.of("only when not used for " + words(wait))
        : Optional.empty();
  }

  private static String words(Duration time) {
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  /// Whether running jobs are to be given back when the machine is not lent any more.
  public boolean takesBack() {
    return policy.leave() == Leave.STOP;
  }
}
