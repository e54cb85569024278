package io.mycelium.core.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// All jobs that the same drones can serve: requirements with their amounts on rungs, without
/// drones that are excluded. A class names itself: [#name] can be read back.
///
/// @param requirements what all of its jobs ask for
public record JobClass(Requirements requirements) {
  /// Most characters of a name.
  private static final int LONGEST = 512;

  /// Most specific first, so that a drone with rare tags is kept for those who need it.
  public static final Comparator<JobClass> MOST_SPECIFIC_FIRST =
      Comparator.comparingInt(JobClass::rank).reversed().thenComparing(JobClass::name);

  /// @throws IllegalArgumentException when there are so many requirements that the name is too long
  public JobClass {
    if (requirements.toString().length() > LONGEST) {
      throw new IllegalArgumentException("The requirements of a job are too long.");
    }
  }

  /// Reads a name.
  public static JobClass named(String name) {
    return new JobClass(Requirements.parse(name));
  }

  /// The canonical form: equal for jobs of one class, with commas between its parts.
  public String name() {
    return requirements.toString().replace(' ', ',');
  }

  /// How much it asks for.
  private int rank() {
    return requirements.tags().size()
        + requirements.without().size()
        + 2 * requirements.floors().size();
  }

  /// Whether a drone of that ability can run its jobs now.
  public boolean fits(Ability drone) {
    return drone.tags().containsAll(requirements.tags())
        && requirements.without().stream().noneMatch(tag -> drone.tags().contains(tag))
        && requirements.floors().entrySet().stream()
            .allMatch(floor -> drone.amount(floor.getKey()) >= floor.getValue());
  }

  /// Whether a drone that fits is one of those that are preferred.
  public boolean prefers(Ability drone) {
    return drone.tags().containsAll(requirements.preferred());
  }

  /// Why a drone of that ability does not fit, as in `needs vram>=24g, has 12g`; empty when it
  /// does.
  public List<String> misfits(Ability drone) {
    List<String> why = new ArrayList<>();
    requirements.tags().stream()
        .filter(tag -> !drone.tags().contains(tag))
        .forEach(tag -> why.add("needs " + tag));
    requirements.without().stream()
        .filter(tag -> drone.tags().contains(tag))
        .forEach(tag -> why.add("must not have " + tag));
    for (Map.Entry<Resource, Long> floor : requirements.floors().entrySet()) {
      long amount = drone.amount(floor.getKey());
      if (amount < floor.getValue()) {
        why.add(
            "needs %s, has %s"
                .formatted(
                    RequirementText.floor(floor.getKey(), floor.getValue()),
                    amount == 0 ? "none" : RequirementText.amount(floor.getKey(), amount)));
      }
    }
    return List.copyOf(why);
  }

  @Override
  public String toString() {
    return name();
  }
}
