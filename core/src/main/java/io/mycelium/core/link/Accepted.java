package io.mycelium.core.link;

import java.util.List;

/// For each of what was told, whether it was accepted; what comes late is not.
public record Accepted(List<Boolean> accepted) {
  public Accepted {
    accepted = List.copyOf(accepted);
  }

  public static Accepted of(boolean one) {
    return new Accepted(List.of(one));
  }
}
