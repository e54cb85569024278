package io.mycelium.chatting.layout;

import io.mycelium.chatting.text.Span;
import java.util.ArrayList;
import java.util.List;

/// A message as a text file, for where a chat cannot hold it.
public final class SheetText {
  /// What such a file is called.
  public static final String NAME = "reply.md";

  private SheetText() {}

  /// All that the message says; its buttons and files are not text.
  public static String of(Sheet sheet) {
    List<String> parts = new ArrayList<>();
    if (!sheet.title().isEmpty()) {
      parts.add("# " + sheet.title() + sheet.state().map(state -> " (" + state + ")").orElse(""));
    }
    parts.add(sheet.body());
    List<String> facts = sheet.fields().stream().map(SheetText::fact).toList();
    parts.add(String.join("\n", facts));
    sheet.table().map(TableBlocks::whole).ifPresent(parts::add);
    parts.add(sheet.note());
    parts.removeIf(String::isBlank);
    return String.join("\n\n", parts) + "\n";
  }

  private static String fact(Fact fact) {
    return fact.label() + ": " + Span.plain(fact.value());
  }
}
