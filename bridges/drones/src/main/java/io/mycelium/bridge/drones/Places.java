package io.mycelium.bridge.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.JobClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits in a [WaitingRoom], one wait for each drone. Guarded by its lock.
final class Places {
  /// Of so many classes is remembered who wants them. Classes come and go.
  private static final int MOST_CLASSES = 2_000;

  /// The one that looked longest ago comes first.
  private final Map<DroneId, Waiting> waiting = new LinkedHashMap<>();

  /// Classes that nobody wants who waits.
  private final Set<JobClass> unwanted = new HashSet<>();

  /// One that fits, as it was found: the listener asks for all classes each time.
  private final Map<JobClass, Waiting> fitting = new HashMap<>();

  /// Lets it wait behind all others, in place of the same drone's wait before.
  ///
  /// @return whether it wants what nobody wanted
  boolean take(Waiting one) {
    waiting.remove(one.id());
    waiting.put(one.id(), one);
    return unwanted.removeIf(work -> work.fits(one.ability()));
  }

  /// It has looked: others come before it now.
  void goBehind(Waiting one) {
    if (waiting.remove(one.id(), one)) {
      waiting.put(one.id(), one);
    }
  }

  void leave(Waiting one) {
    waiting.remove(one.id(), one);
  }

  Optional<Waiting> of(DroneId drone) {
    return Optional.ofNullable(waiting.get(drone));
  }

  List<Waiting> all() {
    return List.copyOf(waiting.values());
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Whether somebody fits. That holds until somebody comes, or the one that fits leaves.
  boolean wants(JobClass work) {
    Waiting before = fitting.get(work);
    if (before != null && !before.over) {
      return true;
    }
    if (unwanted.contains(work)) {
      return false;
    }
    fitting.remove(work);
    Optional<Waiting> fits =
        waiting.values().stream().filter(one -> work.fits(one.ability())).findFirst();
    if (unwanted.size() + fitting.size() >= MOST_CLASSES) {
      unwanted.clear();
      fitting.clear();
    }
    fits.ifPresentOrElse(one -> fitting.put(work, one), () -> unwanted.add(work));
    return fits.isPresent();
  }

  /// One that fits: a preferred one where there is one, and one that does not look already.
  Optional<Waiting> chosen(JobClass work) {
    @Nullable Waiting free = null;
    @Nullable Waiting busy = null;
    for (Waiting one : waiting.values()) {
      if (!work.fits(one.ability())) {
        continue;
      }
      if (one.looking) {
        busy = one;
      } else if (work.prefers(one.ability())) {
        return Optional.of(one);
      } else if (free == null) {
        free = one;
      }
    }
    return Optional.ofNullable(free == null ? busy : free);
  }
}
