package io.mycelium.core.job;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a drone offers a job: its tags, and how much of each resource.
///
/// @param amounts in the resource's unit; none of what is missing
public record Ability(SortedSet<String> tags, SortedMap<Resource, Long> amounts) {
  /// Cards that are sold as 24 GB tell a little less: an amount counts as the next rung when it is
  /// that close to it.
  private static final double CLOSE = 0.97;

  /// An amount that changed by no larger part is as it was.
  private static final double MOVES = 0.125;

  public Ability {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }

  public static Ability of(SortedSet<String> tags, Map<Resource, Long> amounts) {
    return new Ability(tags, new TreeMap<>(amounts));
  }

  /// Whether it has the same tags, and of everything about as much.
  public boolean isClose(Ability other) {
    return tags.equals(other.tags)
        && amounts.keySet().equals(other.amounts.keySet())
        && amounts.entrySet().stream()
            .allMatch(has -> isClose(has.getValue(), other.amounts.getOrDefault(has.getKey(), 0L)));
  }

  private static boolean isClose(long amount, long other) {
    return Math.abs(amount - other) <= other * MOVES;
  }

  /// How much there is, none of what is not known.
  public long amount(Resource resource) {
    long amount = amounts.getOrDefault(resource, 0L);
    long rung = resource.rung(amount);
    return resource.inBytes() && amount >= rung * CLOSE ? rung : amount;
  }
}
