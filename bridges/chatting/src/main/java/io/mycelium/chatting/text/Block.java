package io.mycelium.chatting.text;

import java.util.List;
import java.util.OptionalInt;

/// A part of a text that stands on lines of its own.
public sealed interface Block {
  record Paragraph(List<Span> spans) implements Block {}

  /// A line above others.
  ///
  /// @param level 1 to 6
  record Heading(int level, List<Span> spans) implements Block {}

  record Quote(List<Block> blocks) implements Block {}

  /// A list.
  ///
  /// @param first the number of the first item; none when they have bullets
  record Items(OptionalInt first, List<List<Block>> items) implements Block {}

  /// Code on lines of its own.
  ///
  /// @param info what language it is in, or nothing
  record Fence(String info, String text) implements Block {}

  /// A table.
  ///
  /// @param rows the header first
  record Grid(List<List<List<Span>>> rows) implements Block {}

  record Rule() implements Block {}
}
