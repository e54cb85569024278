package io.mycelium.drone.sandbox.egress;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Tells of each refused destination once. Safe for use by many threads.
final class Refusals {
  private static final int MOST = 50;

  private final Consumer<String> notes;
  private final Set<Destination> told = ConcurrentHashMap.newKeySet();

  Refusals(Consumer<String> notes) {
    this.notes = notes;
  }

  void tell(Destination to, String why) {
    if (told.size() < MOST && told.add(to)) {
      notes.accept(why);
      if (told.size() >= MOST) {
        notes.accept("Further refused connections are not told.");
      }
    }
  }
}
