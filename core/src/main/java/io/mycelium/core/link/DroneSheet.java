package io.mycelium.core.link;

import java.util.List;

/// What a drone says of itself to whoever is to approve it. Nobody vouches for it.
///
/// @param cards its graphics cards
public record DroneSheet(
    String name, String host, String system, int cores, long memoryBytes, List<String> cards) {
  public DroneSheet {
    cards = List.copyOf(cards);
  }
}
