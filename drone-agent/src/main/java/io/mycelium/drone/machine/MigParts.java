package io.mycelium.drone.machine;

import io.mycelium.core.job.Gpu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of cards that are divided by MIG, as `nvidia-smi -L` lists them.
///
/// A program can use one part, and never the whole card, so each part is offered as a card of its
/// own. The list does not say how much memory a part has or has free; the name of its profile does
/// in whole gibibytes, which is up to 5 % more than there is. What is free of it is all of that, or
/// what is free on the card if that is less.
final class MigParts {
  private static final Pattern CARD = Pattern.compile("GPU \\d+: .*\\(UUID: (\\S+)\\)\\s*");
  private static final Pattern PART =
      Pattern.compile(
          "\\s+MIG (?:(\\d+)c\\.)?(\\d+)g\\.(\\d+)gb\\S*\\s+Device\\s+\\d+: \\(UUID: (\\S+)\\)\\s*");

  private MigParts() {}

  /// @param cards those that are divided
  static List<Card> read(String text, List<Card> cards) {
    Map<String, Card> byId = new HashMap<>();
    cards.forEach(card -> byId.put(card.gpu().id(), card));
    List<Card> parts = new ArrayList<>();
    String current = "";
    for (String line : text.lines().toList()) {
      Matcher card = CARD.matcher(line);
      Matcher part = PART.matcher(line);
      if (card.matches()) {
        current = card.group(1);
      } else if (part.matches() && byId.containsKey(current)) {
        parts.add(part(byId.get(current), part));
      }
    }
    return List.copyOf(parts);
  }

  private static Card part(Card whole, Matcher line) {
    long slices = Long.parseLong(line.group(2));
    // Some of a part's processors only: its memory is shared with the others.
    long own = line.group(1) == null ? slices : Math.min(slices, Long.parseLong(line.group(1)));
    long memory = (Long.parseLong(line.group(3)) << 30) * own / Math.max(1, slices);
    Gpu gpu = whole.gpu();
    String profile = line.group().strip().split("\\s+", -1)[1];
    String id = line.group(4);
    return new Card(
        new Gpu(
            id,
            gpu.name() + " MIG " + profile,
            memory,
            Math.min(memory, gpu.freeBytes()),
            gpu.busyPercent(),
            gpu.celsius()),
        whole.maker(),
        id,
        whole.capability(),
        whole.driver());
  }
}
