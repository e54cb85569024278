package io.mycelium.core.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mycelium.core.id.DroneId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a job asks of the drone that runs it. All of it is hard, but for what is preferred.
///
/// As text, in JSON too: `linux !arm vram>=12g cores>=4 ~model:llama3.1 -drn_1`, where `!` excludes
/// a tag, `~` prefers one, and `-` excludes a drone.
///
/// @param tags that the drone has, all of them
/// @param without that the drone does not have, none of them
/// @param floors what has to be free there at least, in the resource's unit
/// @param preferred tags; a drone that has them all takes the job at once, others a little later
/// @param except drones that never run it
public record Requirements(
    SortedSet<String> tags,
    SortedSet<String> without,
    SortedMap<Resource, Long> floors,
    SortedSet<String> preferred,
    Set<DroneId> except) {
  /// Any drone will do.
  public static final Requirements NONE = having();

  public Requirements {
    tags = set(tags);
    without = set(without);
    floors = Collections.unmodifiableSortedMap(new TreeMap<>(floors));
    preferred = set(preferred);
    except = Set.copyOf(except);
    for (SortedSet<String> some : List.of(tags, without, preferred)) {
      some.forEach(RequirementText::checkTag);
    }
  }

  private static SortedSet<String> set(SortedSet<String> given) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(given));
  }

  /// Nothing but tags.
  public static Requirements having(String... tags) {
    return new Requirements(
        new TreeSet<>(Set.of(tags)), new TreeSet<>(), new TreeMap<>(), new TreeSet<>(), Set.of());
  }

  /// Reads the text form; parts are separated by white space or commas.
  ///
  /// @throws IllegalArgumentException saying which part is wrong, and what is right
  @JsonCreator
  public static Requirements parse(String text) {
    return RequirementText.parse(text);
  }

  /// The same with one more tag.
  public Requirements and(String tag) {
    SortedSet<String> more = new TreeSet<>(tags);
    more.add(tag);
    return new Requirements(more, without, floors, preferred, except);
  }

  /// Both of them: of two floors the higher holds.
  public Requirements and(Requirements other) {
    SortedMap<Resource, Long> higher = new TreeMap<>(floors);
    other.floors.forEach((resource, amount) -> higher.merge(resource, amount, Math::max));
    return new Requirements(
        union(tags, other.tags),
        union(without, other.without),
        higher,
        union(preferred, other.preferred),
        both(except, other.except));
  }

  private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
    SortedSet<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  private static Set<DroneId> both(Set<DroneId> one, Set<DroneId> other) {
    Set<DroneId> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  /// The class of all jobs that wait in one line with this one.
  public JobClass jobClass() {
    SortedMap<Resource, Long> rungs = new TreeMap<>();
    for (Map.Entry<Resource, Long> floor : floors.entrySet()) {
      rungs.put(floor.getKey(), floor.getKey().rung(floor.getValue()));
    }
    return new JobClass(new Requirements(tags, without, rungs, preferred, Set.of()));
  }

  /// The text form; empty when nothing is asked for.
  @JsonValue
  @Override
  public String toString() {
    return RequirementText.write(this);
  }
}
