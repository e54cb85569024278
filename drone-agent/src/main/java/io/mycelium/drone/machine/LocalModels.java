package io.mycelium.drone.machine;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The language models that a program on this machine serves. Looked at in the background, so
/// nobody waits for it. Safe for use by many threads.
public final class LocalModels {
  private static final Duration AGE = Duration.ofSeconds(10);

  /// What was seen at one moment.
  ///
  /// @param loaded in memory now, most of them in that of a card
  /// @param there on its disk, those that are loaded among them
  public record Seen(List<String> loaded, List<String> there) {
    public static final Seen NONE = new Seen(List.of(), List.of());

    public Seen {
      loaded = List.copyOf(loaded);
      there = List.copyOf(there);
    }

    /// What a drone can serve by what is there, loaded or not: `ollama`, and `ollama:NAME`.
    public SortedSet<String> tags() {
      SortedSet<String> tags =
          there.stream()
              .map(name -> "ollama:" + name)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!tags.isEmpty()) {
        tags.add("ollama");
      }
      return tags;
    }
  }

  private final Refreshed<Seen> seen;

  private LocalModels(Refreshed<Seen> seen) {
    this.seen = seen;
  }

  /// Asks the Ollama of this machine.
  ///
  /// @param environment where `OLLAMA_HOST` may say where it listens
  public static LocalModels ofThisMachine(Map<String, String> environment) {
    return Ollama.address(Optional.ofNullable(environment.get("OLLAMA_HOST")).orElse(""))
        .map(address -> of(address, AGE))
        .orElseGet(LocalModels::none);
  }

  /// None, and nobody is asked.
  public static LocalModels none() {
    return new LocalModels(new Refreshed<>(Seen.NONE, Duration.ofDays(1), known -> known));
  }

  /// Asks an Ollama.
  ///
  /// @param age between two looks
  public static LocalModels of(URI ollama, Duration age) {
    var program = new Ollama(ollama);
    return new LocalModels(new Refreshed<>(Seen.NONE, age, _ -> program.ask()));
  }

  /// The models as they were seen last; none before the first look has ended.
  public Seen now() {
    return seen.now();
  }
}
