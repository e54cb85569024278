package io.mycelium.bridge.slack.far;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What lets an app open a modal in front of somebody: once, and soon. Guarded by the world's lock.
final class Triggers {
  /// @param user whom it was given for
  record Trigger(Team team, Account user, Instant until, boolean used) {}

  private final Map<String, Trigger> given = new HashMap<>();
  private final Clock clock;
  private final Duration life;

  Triggers(Clock clock, Duration life) {
    this.clock = clock;
    this.life = life;
  }

  String give(Team team, Account user) {
    String id = "1." + given.size() + "." + UUID.randomUUID().toString().replace("-", "");
    given.put(id, new Trigger(team, user, clock.instant().plus(life), false));
    return id;
  }

  /// Uses a trigger up, or refuses.
  Account exchange(Team team, String id) {
    Trigger trigger = given.get(id);
    if (trigger == null || trigger.team() != team) {
      throw new Refusal("invalid_trigger_id");
    }
    if (clock.instant().isAfter(trigger.until())) {
      throw new Refusal("expired_trigger_id");
    }
    if (trigger.used()) {
      throw new Refusal("exchanged_trigger_id");
    }
    given.put(id, new Trigger(team, trigger.user(), trigger.until(), true));
    return trigger.user();
  }
}
