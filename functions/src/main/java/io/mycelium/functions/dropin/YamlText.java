package io.mycelium.functions.dropin;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads a file as one YAML mapping whose nodes know their lines. The file is not trusted: its size
/// and nesting are bounded, and it has no aliases, so that reading it costs about its size.
final class YamlText {
  static final int LARGEST = 64 << 10;
  private static final int DEEPEST = 16;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(true)
          .setAllowNonScalarKeys(true)
          .setCodePointLimit(LARGEST)
          .setUseMarks(true)
          .build();

  private YamlText() {}

  /// The mapping; or nothing, with the reason among the problems.
  static Optional<MappingNode> mapping(byte[] content, Problems problems) {
    if (content.length > LARGEST) {
      problems.add(0, "is larger than %d KiB", LARGEST >> 10);
      return Optional.empty();
    }
    return decode(content, problems)
        .filter(text -> flat(text, problems))
        .flatMap(text -> compose(text, problems));
  }

  private static Optional<String> decode(byte[] content, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(content);
    CharBuffer out = CharBuffer.allocate(content.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      problems.add(1 + (int) out.chars().filter(c -> c == '\n').count(), "is not UTF-8 here");
      return Optional.empty();
    }
    String text = out.toString();
    return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  /// The event parser keeps its own stack; the composer recurses, and so sees only what is not too
  /// deep for it.
  private static boolean flat(String text, Problems problems) {
    int depth = 0;
    try {
      for (Event event : new Parse(SETTINGS).parseString(text)) {
        depth += change(event);
        if (depth > DEEPEST) {
          problems.add(Problems.line(event.getStartMark()), "nests deeper than a manifest does");
          return false;
        }
        if (event.getEventId() == Event.ID.Alias) {
          problems.add(
              Problems.line(event.getStartMark()), "has an alias; write the value out instead");
          return false;
        }
      }
      return true;
    } catch (YamlEngineException e) {
      tell(e, text, problems);
      return false;
    }
  }

  private static int change(Event event) {
    return switch (event.getEventId()) {
      case MappingStart, SequenceStart -> 1;
      case MappingEnd, SequenceEnd -> -1;
      case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
    };
  }

  private static Optional<MappingNode> compose(String text, Problems problems) {
    try {
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return Optional.of(mapping);
      }
      problems.add(1, root.isEmpty() ? "is empty" : "is no mapping of keys to values");
    } catch (YamlEngineException e) {
      tell(e, text, problems);
    }
    return Optional.empty();
  }

  private static void tell(YamlEngineException e, String text, Problems problems) {
    switch (e) {
      case MarkedYamlEngineException marked ->
          problems.add(
              Problems.line(marked.getProblemMark().or(marked::getContextMark)),
              "is not valid YAML: %s",
              marked.getProblem());
      case ReaderException odd ->
          problems.add(
              1 + (int) text.codePoints().limit(odd.getPosition()).filter(c -> c == '\n').count(),
              "has the character U+%04X, which YAML does not allow",
              odd.getCodePoint());
      default -> problems.add(0, "is not valid YAML");
    }
  }
}
