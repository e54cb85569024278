package io.mycelium.chatting.layout;

import io.mycelium.chatting.text.Span;
import io.mycelium.core.reply.Column;
import java.util.List;

/// A table of a message.
///
/// @param rows one at least, each with a cell for each column, on one line
public record SheetTable(List<Column> columns, List<List<Span>> rows) {
  public SheetTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
