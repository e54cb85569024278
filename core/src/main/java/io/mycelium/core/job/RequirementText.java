package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requirements as people write them.
final class RequirementText {
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._:/+-]{0,63}");
  private static final Pattern FLOOR =
      Pattern.compile("([a-z]+)>=([0-9]{1,12}(?:\\.[0-9]{1,3})?)([kmgt]?)(?:i?b)?");
  private static final String UNITS = "kmgt";
  private static final int MOST = 32;

  private final SortedSet<String> tags = new TreeSet<>();
  private final SortedSet<String> without = new TreeSet<>();
  private final SortedMap<Resource, Long> floors = new TreeMap<>();
  private final SortedSet<String> preferred = new TreeSet<>();
  private final Set<DroneId> except = new HashSet<>();

  private RequirementText() {}

  static Requirements parse(String text) {
    List<String> parts =
        List.of(text.strip().split("[\\s,]+")).stream().filter(part -> !part.isEmpty()).toList();
    if (parts.size() > MOST) {
      throw new IllegalArgumentException(
          "A job has at most %d requirements, not %d.".formatted(MOST, parts.size()));
    }
    var read = new RequirementText();
    parts.forEach(read::add);
    return new Requirements(read.tags, read.without, read.floors, read.preferred, read.except);
  }

  private void add(String part) {
    switch (part.charAt(0)) {
      case '!' -> without.add(checkTag(part.substring(1)));
      case '~' -> preferred.add(checkTag(part.substring(1)));
      case '-' -> except.add(drone(part));
      default -> {
        if (part.contains(">") || part.contains("<") || part.contains("=")) {
          addFloor(part);
        } else {
          tags.add(checkTag(part));
        }
      }
    }
  }

  private static DroneId drone(String part) {
    if (!part.startsWith(DroneId.PREFIX, 1)) {
      throw wrong(part, "a drone is excluded by its id, as in -drn_1a2b");
    }
    return new DroneId(part.substring(1));
  }

  private void addFloor(String part) {
    Matcher read = FLOOR.matcher(part.toLowerCase(Locale.ROOT));
    Optional<Resource> resource =
        read.matches() ? Resource.called(read.group(1)) : Optional.empty();
    if (resource.isEmpty()) {
      throw wrong(part, "an amount is vram>=12g, ram>=8g, disk>=20g or cores>=4");
    }
    floors.merge(resource.get(), amount(resource.get(), part, read), Math::max);
  }

  private static long amount(Resource resource, String part, Matcher read) {
    boolean unit = !read.group(3).isEmpty();
    if (unit != resource.inBytes()) {
      throw wrong(
          part, unit ? "cores have no unit, as in cores>=4" : "it needs a unit, as in ram>=8g");
    }
    int power = unit ? UNITS.indexOf(read.group(3)) + 1 : 0;
    double amount = Double.parseDouble(read.group(2)) * Math.pow(1024, power);
    if (amount < 1 || amount > 1L << 50) {
      throw wrong(part, "the amount is out of range");
    }
    return (long) Math.ceil(amount);
  }

  static String checkTag(String tag) {
    if (!TAG.matcher(tag).matches()) {
      throw wrong(
          tag,
          "a tag has up to 64 letters, digits and . _ : / + -, and begins with a letter or digit");
    }
    return tag;
  }

  private static IllegalArgumentException wrong(String part, String right) {
    return new IllegalArgumentException(
        "'%s' is no requirement: %s.".formatted(PlainText.line(part, 80), right));
  }

  static String write(Requirements requirements) {
    List<String> parts = new ArrayList<>(requirements.tags());
    requirements.without().forEach(tag -> parts.add("!" + tag));
    requirements.floors().forEach((resource, amount) -> parts.add(floor(resource, amount)));
    requirements.preferred().forEach(tag -> parts.add("~" + tag));
    requirements.except().stream().map(drone -> "-" + drone).sorted().forEach(parts::add);
    return String.join(" ", parts);
  }

  /// As in `vram>=12g`.
  static String floor(Resource resource, long amount) {
    return resource.word() + ">=" + amount(resource, amount);
  }

  /// In the largest unit that loses nothing.
  static String amount(Resource resource, long amount) {
    if (!resource.inBytes()) {
      return Long.toString(amount);
    }
    long shown = amount;
    int unit = 0;
    while (unit < UNITS.length() && shown % 1024 == 0 && shown > 0) {
      shown /= 1024;
      unit++;
    }
    // The form has no unit of single bytes.
    return unit == 0
        ? String.format(Locale.ROOT, "%.3fk", amount / 1024.0)
        : shown + UNITS.substring(unit - 1, unit);
  }
}
