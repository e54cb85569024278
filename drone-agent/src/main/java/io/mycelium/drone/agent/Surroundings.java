package io.mycelium.drone.agent;

import io.mycelium.drone.machine.Benchmarks;
import io.mycelium.drone.machine.Cards;
import io.mycelium.drone.machine.LocalModels;
import io.mycelium.drone.owner.Owner;
import java.util.Optional;

/// What a drone looks at on its machine, besides what every machine has.
///
/// @param benchmarks empty when nothing is measured
public record Surroundings(
    Cards cards, LocalModels models, Owner owner, Optional<Benchmarks> benchmarks) {
  /// A bare machine that is always lent.
  public static Surroundings none() {
    return new Surroundings(Cards.none(), LocalModels.none(), Owner.always(), Optional.empty());
  }
}
