package io.mycelium.chatting.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A piece of a line of text.
public sealed interface Span {
  /// Words that mean what they say: nothing in them is markup.
  record Words(String text) implements Span {}

  record Strong(List<Span> inner) implements Span {}

  record Emphasis(List<Span> inner) implements Span {}

  record Struck(List<Span> inner) implements Span {}

  record Code(String text) implements Span {}

  /// Something to follow.
  ///
  /// @param url as it was written, of any scheme
  record Link(String url, List<Span> label) implements Span {}

  /// A point in time, which some platforms show each reader in their own zone.
  ///
  /// @param words what is said where it is shown to all alike
  record Time(Instant at, String words) implements Span {}

  /// The end of a line within a paragraph.
  record Break() implements Span {}

  /// Words that are no markup, on as many lines as they have.
  static List<Span> of(String plain) {
    List<Span> spans = new ArrayList<>();
    for (String line : plain.strip().split("\\R", -1)) {
      if (!spans.isEmpty()) {
        spans.add(new Break());
      }
      spans.add(new Words(line));
    }
    return List.copyOf(spans);
  }

  /// The words alone.
  static String plain(List<Span> spans) {
    var out = new StringBuilder();
    for (Span span : spans) {
      out.append(
          switch (span) {
            case Words words -> words.text();
            case Code code -> code.text();
            case Time time -> time.words();
            case Strong strong -> plain(strong.inner());
            case Emphasis emphasis -> plain(emphasis.inner());
            case Struck struck -> plain(struck.inner());
            case Link link -> plain(link.label());
            case Break _ -> "\n";
          });
    }
    return out.toString();
  }
}
