package io.mycelium.drone.machine;

import io.mycelium.core.job.Gpu;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A graphics card that a job can be given, or a part of one that is divided.
///
/// @param selector how a program is told to use this one, as its maker's libraries want it
/// @param capability of its processors, as in `8.6`
/// @param driver its version
public record Card(
    Gpu gpu, Maker maker, String selector, Optional<String> capability, Optional<String> driver) {
  /// Whose libraries a program needs for it.
  public enum Maker {
    NVIDIA("CUDA_VISIBLE_DEVICES", "cuda"),
    AMD("ROCR_VISIBLE_DEVICES", "rocm");

    private final String variable;
    private final String library;

    Maker(String variable, String library) {
      this.variable = variable;
      this.library = library;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What every drone with a card can serve.
  private static final String ANY = "gpu";

  /// All tags that say something of cards.
  public static final Set<String> TAGS = Set.of(ANY, "nvidia", "cuda", "amd", "rocm");

  /// What a drone with this card can serve.
  public SortedSet<String> tags() {
    return new TreeSet<>(List.of(ANY, maker.word(), maker.library));
  }

  /// Lets a program see this card and no other.
  public Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>(noneVisible());
    variables.put(maker.variable, selector);
    return variables;
  }

  /// Lets a program see no card.
  public static Map<String, String> noneVisible() {
    Map<String, String> variables = new TreeMap<>();
    for (Maker maker : Maker.values()) {
      variables.put(maker.variable, "");
    }
    return variables;
  }
}
