package io.mycelium.core.job;

import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Why jobs wait although drones live.
public final class Misfit {
  private static final int MOST_NAMED = 3;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_REASON = 100;

  private Misfit() {}

  /// Why none of the drones takes such a job, in words that do not change while nothing else does.
  ///
  /// When none is like what is asked for, what the one lacks that comes nearest, as in `needs
  /// vram>=24g, has 12g (attic, the nearest of 3 live drones)`. When those that are like it take
  /// nothing, what keeps each, as in `attic is away, it works only between 20:00 and 07:00; pi-4 is
  /// paused`. Empty when one takes it, now or when it has ended others.
  ///
  /// @param controls what is held up; only what concerns drones is looked at
  public static Optional<String> of(
      Requirements asked, List<Drone> live, List<QueueControl> controls) {
    if (live.isEmpty()) {
      return Optional.of("no drone is live");
    }
    JobClass jobClass = asked.jobClass();
    List<Drone> fitting =
        live.stream()
            .filter(drone -> jobClass.fits(drone.ability()))
            .sorted(Comparator.comparing(Drone::name))
            .toList();
    List<Drone> allowed =
        live.stream().filter(drone -> !asked.except().contains(drone.id())).toList();
    List<String> why = new ArrayList<>();
    for (Drone drone : fitting) {
      if (allowed.contains(drone)) {
        Optional<String> hindrance = hindrance(drone, controls);
        if (hindrance.isEmpty()) {
          return Optional.empty();
        }
        why.add(hindrance.get());
      }
    }
    if (why.isEmpty() && !allowed.isEmpty()) {
      why.add(lack(jobClass, allowed));
    }
    fitting.stream()
        .filter(drone -> !allowed.contains(drone))
        .forEach(drone -> why.add("it must not run on " + name(drone)));
    return Optional.of(inShort(why));
  }

  /// What keeps a drone from taking anything.
  private static Optional<String> hindrance(Drone drone, List<QueueControl> controls) {
    return QueueControl.of(drone.id(), controls)
        .map(mode -> "%s is %s".formatted(name(drone), mode.word()))
        .or(() ->
            drone
                .equipment()
                .away()
                .map(when ->
                    "%s is away, it works %s"
                        .formatted(name(drone), PlainText.line(when, LONGEST_REASON))));
  }

  private static String lack(JobClass jobClass, List<Drone> live) {
    Drone nearest =
        live.stream()
            .min(
                Comparator.<Drone>comparingInt(drone -> jobClass.misfits(drone.ability()).size())
                    .thenComparingLong(drone -> -most(jobClass, drone))
                    .thenComparing(Drone::name))
            .orElseThrow();
    String lack = String.join("; ", jobClass.misfits(nearest.ability()));
    return live.size() == 1
        ? "%s (%s, the only live drone)".formatted(lack, name(nearest))
        : "%s (%s, the nearest of %d live drones)".formatted(lack, name(nearest), live.size());
  }

  /// Of drones that lack the same, the one with the most of it is the nearest.
  private static long most(JobClass jobClass, Drone drone) {
    return jobClass.requirements().floors().keySet().stream()
        .mapToLong(drone.ability()::amount)
        .sum();
  }

  private static String inShort(List<String> why) {
    return why.size() <= MOST_NAMED
        ? String.join("; ", why)
        : "%s; and so for %d more"
            .formatted(String.join("; ", why.subList(0, MOST_NAMED)), why.size() - MOST_NAMED);
  }

  private static String name(Drone drone) {
    return PlainText.line(drone.name(), LONGEST_NAME);
  }
}
