package io.mycelium.drone.agent;

import io.mycelium.core.job.Equipment;
import io.mycelium.drone.machine.Benchmarks;
import io.mycelium.drone.machine.Card;
import io.mycelium.drone.machine.LocalModels;
import io.mycelium.drone.machine.Machine;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a drone has besides processors, and what of everything is free. Safe for use by many
/// threads.
final class Outfit {
  /// @param cards what is free was told of these
  /// @param tags what they and the models let it serve
  record Look(List<Card> cards, Equipment equipment, SortedSet<String> tags) {}

  private final Surroundings around;
  private final Reservations reservations;
  private final LastJobs last;

  Outfit(Surroundings around, Reservations reservations, LastJobs last) {
    this.around = around;
    this.reservations = reservations;
    this.last = last;
  }

  /// Looks now, at what is known already: nothing here takes time.
  Look look(Machine machine) {
    List<Card> cards = around.cards().now();
    LocalModels.Seen models = around.models().now();
    SortedSet<String> tags = new TreeSet<>(models.tags());
    cards.forEach(card -> tags.addAll(card.tags()));
    return new Look(
        cards,
        new Equipment(
            cards.stream().map(Card::gpu).toList(),
            models.loaded(),
            around.benchmarks().flatMap(Benchmarks::last),
            reservations.free(machine, cards),
            around.owner().away(),
            last.newestFirst()),
        tags);
  }
}
