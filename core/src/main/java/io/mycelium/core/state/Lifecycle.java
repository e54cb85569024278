package io.mycelium.core.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The moves that a lifecycle allows: from a state, by an event, to a state. What is not listed is
/// refused.
public final class Lifecycle<S extends Enum<S>, E extends Enum<E>> {
  /// One allowed move.
  public record Move<S, E>(S from, E by) {}

  private final List<S> starts = new ArrayList<>();
  private final Map<Move<S, E>, S> moves = new LinkedHashMap<>();

  private Lifecycle(S start) {
    starts.add(start);
  }

  /// Starts the table. It is filled once, in a static initialiser, and not changed after.
  public static <S extends Enum<S>, E extends Enum<E>> Lifecycle<S, E> from(S start) {
    return new Lifecycle<>(start);
  }

  /// Some begin here instead.
  public Lifecycle<S, E> orFrom(S start) {
    starts.add(start);
    return this;
  }

  public Lifecycle<S, E> allow(S from, E by, S to) {
    moves.put(new Move<>(from, by), to);
    return this;
  }

  /// The state after the move, or nothing when it is not allowed.
  public Optional<S> move(S from, E by) {
    return Optional.ofNullable(moves.get(new Move<>(from, by)));
  }

  public Set<Move<S, E>> moves() {
    return moves.keySet();
  }

  /// The table as a Mermaid state diagram.
  public String diagram() {
    Stream<String> begin = starts.stream().map(start -> "[*] --> " + word(start));
    Stream<String> then =
        moves.entrySet().stream()
            .map(e ->
                "%s --> %s: %s"
                    .formatted(word(e.getKey().from()), word(e.getValue()), word(e.getKey().by())));
    return Stream.concat(begin, then)
        .map("  %s\n"::formatted)
        .collect(Collectors.joining("", "stateDiagram-v2\n", ""));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
