package io.mycelium.drone.agent;

import io.mycelium.core.job.Ability;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.job.Resource;
import io.mycelium.drone.machine.Card;
import io.mycelium.drone.machine.Machine;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// What the running jobs of a drone have reserved of its machine: of each resource the amount that
/// they asked for. Safe for use by many threads.
///
/// A job that just started does not yet use what it reserved, so for a while its reservation is
/// taken off what is free in truth as well.
final class Reservations {
  /// Time enough to load a model.
  private static final Duration SETTLING = Duration.ofSeconds(60);

  /// What one job has.
  ///
  /// @param amounts in the resource's unit
  /// @param card that it was given
  /// @param environment makes libraries use that card and no other
  /// @param since by `System.nanoTime`
  record Share(
      Map<Resource, Long> amounts,
      Optional<Card> card,
      Map<String, String> environment,
      long since) {
    private long of(Resource resource) {
      return amounts.getOrDefault(resource, 0L);
    }

    private boolean isOn(Card other) {
      return card.filter(own -> own.gpu().id().equals(other.gpu().id())).isPresent();
    }
  }

  private final LongSupplier nanoTime;

  /// Guarded by this object.
  private final Map<Lease, Share> shares = new HashMap<>();

  /// @param nanoTime usually `System.nanoTime`
  Reservations(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// What another job can have of everything.
  synchronized SortedMap<Resource, Long> free(Machine machine, List<Card> cards) {
    SortedMap<Resource, Long> free = new TreeMap<>();
    free.put(Resource.CORES, machine.cores() - sum(Resource.CORES, _ -> true));
    free.put(Resource.RAM, memory(machine));
    free.put(Resource.DISK, machine.diskFreeBytes() - sum(Resource.DISK, _ -> true));
    cards.stream().mapToLong(this::room).max().ifPresent(most -> free.put(Resource.VRAM, most));
    free.replaceAll((_, amount) -> Math.max(0, amount));
    return free;
  }

  private long memory(Machine machine) {
    long total = machine.memoryTotalBytes();
    long kept = Drone.keptOf(total);
    long unreserved = total - kept - sum(Resource.RAM, _ -> true);
    // Not every system tells how much could be used now.
    return machine.memoryAvailableBytes() == 0
        ? unreserved
        : Math.min(
            unreserved,
            machine.memoryAvailableBytes() - kept - sum(Resource.RAM, this::isSettling));
  }

  /// How much of a card's memory another job can have.
  private long room(Card card) {
    long unreserved = card.gpu().memoryBytes() - sum(Resource.VRAM, share -> share.isOn(card));
    long unused =
        card.gpu().freeBytes() - sum(Resource.VRAM, share -> share.isOn(card) && isSettling(share));
    return Math.max(0, Math.min(unreserved, unused));
  }

  private boolean isSettling(Share share) {
    return nanoTime.getAsLong() - share.since() < SETTLING.toNanos();
  }

  private long sum(Resource resource, Predicate<Share> which) {
    Collection<Share> all = shares.values();
    return all.stream().filter(which).mapToLong(share -> share.of(resource)).sum();
  }

  /// Reserves what a job asks for, until it is given back. Of the cards on which there is room the
  /// job gets the fullest, so that the others stay free for larger jobs.
  ///
  /// @param cards as they were when the drone told the queue what is free
  /// @return empty when no card has what it asks for
  synchronized Optional<Share> take(Lease lease, Requirements asked, List<Card> cards) {
    Map<Resource, Long> amounts = new HashMap<>(asked.floors());
    Optional<Card> card = Optional.empty();
    Map<String, String> environment = Card.noneVisible();
    if (needsCard(asked) && cards.isEmpty() && !amounts.containsKey(Resource.VRAM)) {
      // A card that only the owner knows of, by a tag.
      environment = Map.of();
    } else if (needsCard(asked)) {
      card = card(asked, cards);
      if (card.isEmpty()) {
        return Optional.empty();
      }
      environment = card.get().environment();
      long room = room(card.get());
      amounts.computeIfPresent(Resource.VRAM, (_, amount) -> Math.min(amount, room));
    }
    Share share = new Share(Map.copyOf(amounts), card, environment, nanoTime.getAsLong());
    shares.put(lease, share);
    return Optional.of(share);
  }

  private static boolean needsCard(Requirements asked) {
    return asked.floors().containsKey(Resource.VRAM)
        || asked.tags().stream().anyMatch(Card.TAGS::contains);
  }

  /// Without an amount, the one with the most room.
  private Optional<Card> card(Requirements asked, List<Card> cards) {
    long amount = asked.floors().getOrDefault(Resource.VRAM, 0L);
    List<String> kinds = asked.tags().stream().filter(Card.TAGS::contains).toList();
    Comparator<Card> byRoom = Comparator.comparingLong(this::room);
    return cards.stream()
        .filter(card -> card.tags().containsAll(kinds))
        .filter(card -> counted(room(card)) >= amount)
        .min(amount > 0 ? byRoom : byRoom.reversed());
  }

  /// As the queue counts it when it looks whether a job fits.
  private static long counted(long room) {
    SortedMap<Resource, Long> amounts = new TreeMap<>(Map.of(Resource.VRAM, room));
    return new Ability(new TreeSet<>(), amounts).amount(Resource.VRAM);
  }

  /// Frees what the job had.
  synchronized void give(Lease lease) {
    shares.remove(lease);
  }
}
