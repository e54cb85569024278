package io.mycelium.chatting.layout;

import io.mycelium.core.room.Author;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One message, before any platform's limits. Each part may be missing: texts are empty then.
///
/// @param by who said it, where the platform would show somebody else
/// @param title on one line, no markup
/// @param state one word
/// @param tone of the state, or of the message where it has none
/// @param body Markdown
/// @param fields short facts
/// @param note said last and small, no markup
public record Sheet(
    Optional<Author> by,
    String title,
    Optional<String> state,
    Optional<Tone> tone,
    String body,
    List<Fact> fields,
    Optional<SheetTable> table,
    List<SheetFile> files,
    List<SheetButton> buttons,
    String note) {
  public Sheet {
    fields = List.copyOf(fields);
    files = List.copyOf(files);
    buttons = List.copyOf(buttons);
  }

  /// A message of a text alone.
  ///
  /// @param markdown CommonMark
  public static Sheet saying(String markdown) {
    return new Sheet(
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        markdown,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        "");
  }

  public Sheet by(Author author) {
    return new Sheet(
        Optional.of(author), title, state, tone, body, fields, table, files, buttons, note);
  }

  public Sheet noting(String small) {
    return new Sheet(by, title, state, tone, body, fields, table, files, buttons, small);
  }

  public Sheet offering(List<SheetButton> offered) {
    return new Sheet(by, title, state, tone, body, fields, table, files, offered, note);
  }

  /// With further files behind its own.
  public Sheet holding(List<SheetFile> further) {
    List<SheetFile> all = Stream.concat(files.stream(), further.stream()).distinct().toList();
    return new Sheet(by, title, state, tone, body, fields, table, all, buttons, note);
  }

  Sheet toned(Tone felt) {
    return new Sheet(
        by, title, state, Optional.of(felt), body, fields, table, files, buttons, note);
  }
}
