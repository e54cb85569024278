package io.mycelium.chatting.layout;

import io.mycelium.chatting.text.Block;
import io.mycelium.chatting.text.Span;
import java.util.List;

/// A short fact of a message.
///
/// @param label on one line, no markup
public record Fact(String label, List<Span> value) {
  public Fact {
    value = List.copyOf(value);
  }

  /// The value as a text of its own.
  public List<Block> text() {
    return List.of(new Block.Paragraph(value));
  }
}
