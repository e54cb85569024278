package io.mycelium.chatting.layout;

import io.mycelium.chatting.text.Links;
import io.mycelium.chatting.text.Span;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Times;
import io.mycelium.core.text.PlainText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/// How values of fields and cells are said.
///
/// @param zone of times where the platform does not know the reader's
record Facts(ZoneId zone) {
  private static final int LONGEST_LINE = 2_000;

  /// What somebody copies.
  private static final Set<String> COPIED =
      Set.of("id", "command", "digest", "package", "key", "secret", "code");

  Fact of(Field field) {
    return new Fact(line(field.label()), value(field.key(), PlainText.clean(field.value())));
  }

  /// A time, a link where it is an address, code where somebody has to copy it, else words.
  private List<Span> value(String key, String given) {
    String value = given.strip();
    if (Times.read(value).isPresent()) {
      return List.of(said(value));
    }
    if (Links.web(value).isPresent()) {
      return List.of(new Span.Link(value, List.of(new Span.Words(value))));
    }
    return COPIED.contains(key) && value.lines().count() == 1
        ? List.of(new Span.Code(value))
        : Span.of(value);
  }

  /// A cell of a table: a time or words.
  Span cell(String given) {
    return said(line(given));
  }

  private Span said(String value) {
    return Times.read(value)
        .<Span>map(at -> time(at, value))
        .orElseGet(() -> new Span.Words(value));
  }

  /// Who reads what all see alike may be in another zone, and has to be told which one is meant.
  private Span.Time time(Instant at, String value) {
    String local = Times.local(value, zone);
    return new Span.Time(at, zone.equals(ZoneOffset.UTC) ? local + " UTC" : local);
  }

  /// A text that stands on one line.
  static String line(String text) {
    return PlainText.line(text, LONGEST_LINE);
  }
}
