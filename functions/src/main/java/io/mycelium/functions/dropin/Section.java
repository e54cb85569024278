package io.mycelium.functions.dropin;

import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One mapping of a manifest. Each question for a value adds a problem when the value is of another
/// type; an absent value is nothing, without a problem.
final class Section {
  private static final int SHOWN = 60;

  private final MappingNode node;
  private final Problems problems;
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Map<String, Node> values = new LinkedHashMap<>();

  /// Reads the keys; one that comes twice is a problem.
  Section(MappingNode node, Problems problems) {
    this.node = node;
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(tuple.getKeyNode(), "a key is a word, not %s", kind(tuple.getKeyNode()));
      } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        problems.add(key, "'%s' is there twice", shown(key.getValue()));
      } else {
        keys.put(key.getValue(), key);
      }
    }
  }

  /// Makes a problem of every other key.
  Section allow(List<String> known) {
    keys.forEach((word, at) -> {
      if (!known.contains(word)) {
        List<String> near = Nearest.to(word, known);
        problems.add(
            at,
            "'%s' is not a key here; %s",
            shown(word),
            near.isEmpty()
                ? "the keys are " + String.join(", ", known)
                : "did you mean " + String.join(" or ", near) + "?");
      }
    });
    return this;
  }

  Iterable<String> words() {
    return keys.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  boolean isSection(String key) {
    return values.get(key) instanceof MappingNode;
  }

  boolean isList(String key) {
    return values.get(key) instanceof SequenceNode;
  }

  /// The line of the key, or of the section when the key is not there.
  int line(String key) {
    return Problems.line(keys.getOrDefault(key, node).getStartMark());
  }

  void problem(String key, String cause, Object... arguments) {
    problems.add(line(key), "'" + shown(key).replace("%", "%%") + "' " + cause, arguments);
  }

  /// A text that has to be there.
  Optional<String> required(String key) {
    if (!has(key)) {
      problems.add(node, "'%s' is missing", key);
    }
    return text(key);
  }

  /// Makes a problem of a key that is not there.
  ///
  /// @param what it takes
  void missing(String key, String what) {
    problems.add(node, "'%s' is missing: %s", key, what);
  }

  Optional<String> text(String key) {
    Optional<Node> value = Optional.ofNullable(values.get(key));
    Optional<String> text = value.flatMap(Section::scalar);
    if (value.isPresent() && text.isEmpty()) {
      problem(key, "is %s, but takes text", kind(value.get()));
    }
    return text;
  }

  /// Text on one line that is safe to show.
  Optional<String> line(String key, int longest) {
    return text(key).filter(t -> plain(key, t, longest));
  }

  private boolean plain(String key, String text, int longest) {
    if (text.isBlank()) {
      problem(key, "is empty");
    } else if (text.length() > longest) {
      problem(key, "has %d characters, but takes at most %d", text.length(), longest);
    } else if (!PlainText.line(text, longest).equals(text.strip())) {
      problem(key, "has line breaks or control characters");
    } else {
      return true;
    }
    return false;
  }

  Optional<Boolean> flag(String key) {
    Optional<String> text = text(key);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      problem(key, "is '%s', but takes true or false", shown(text.get()));
      return Optional.empty();
    }
    return text.map(Boolean::valueOf);
  }

  /// A time between two.
  ///
  /// @param takes what is right, for people
  Optional<Duration> time(String key, Duration least, Duration most, String takes) {
    return read(
        key,
        text(key)
            .flatMap(Scalars::duration)
            .filter(d -> d.compareTo(least) >= 0)
            .filter(d -> d.compareTo(most) <= 0),
        takes);
  }

  /// A whole number from 1 on.
  Optional<Integer> whole(String key, int most) {
    return read(
        key,
        text(key).flatMap(Scalars::whole).filter(n -> n >= 1 && n <= most).map(Long::intValue),
        "a whole number from 1 to " + most);
  }

  /// Makes a problem of a text that is there and of which nothing could be made.
  ///
  /// @param made what was made of the text
  <T> Optional<T> read(String key, Optional<T> made, String takes) {
    Optional<String> text = Optional.ofNullable(values.get(key)).flatMap(Section::scalar);
    if (text.isPresent() && made.isEmpty()) {
      problem(key, "is '%s', but takes %s", shown(text.get()), takes);
    }
    return made;
  }

  /// A list of texts; nothing when it is not there or not one.
  Optional<List<String>> texts(String key, String such) {
    return list(key, such, Section::scalar);
  }

  /// An item of a list that may hold both.
  sealed interface Item {
    record Text(String text) implements Item {}

    record Keys(Section section) implements Item {}
  }

  /// A list of texts, or of keys and values; nothing when it is not there or not one.
  Optional<List<Item>> items(String key, String such) {
    return list(key, such, this::item);
  }

  private Optional<Item> item(Node node) {
    return node instanceof MappingNode mapping
        ? Optional.of(new Item.Keys(new Section(mapping, problems)))
        : scalar(node).map(Item.Text::new);
  }

  private <T> Optional<List<T>> list(String key, String such, Function<Node, Optional<T>> read) {
    Node value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof SequenceNode list)) {
      problem(key, "is %s, but takes a list such as %s", kind(value), such);
      return Optional.empty();
    }
    List<T> items = new ArrayList<>();
    for (Node node : list.getValue()) {
      Optional<T> item = read.apply(node);
      if (item.isEmpty()) {
        problems.add(node, "an item of '%s' is %s, but takes text", key, kind(node));
        return Optional.empty();
      }
      items.add(item.get());
    }
    return Optional.of(items);
  }

  Optional<Section> section(String key) {
    Node value = values.get(key);
    if (value instanceof MappingNode mapping) {
      return Optional.of(new Section(mapping, problems));
    }
    if (value != null) {
      problem(key, "is %s, but takes keys and values", kind(value));
    }
    return Optional.empty();
  }

  private static Optional<String> scalar(Node node) {
    return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  static String shown(String text) {
    return text.isEmpty() ? "" : PlainText.line(text, SHOWN);
  }

  private static String kind(Node node) {
    return switch (node.getNodeType()) {
      case MAPPING -> "a mapping";
      case SEQUENCE -> "a list";
      case SCALAR -> node.getTag().equals(Tag.NULL) ? "empty" : "text";
      case ANCHOR -> "an anchor";
    };
  }
}
