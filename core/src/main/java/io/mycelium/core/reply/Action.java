package io.mycelium.core.reply;

import io.mycelium.core.command.Call;

/// Something that the reader may do next. Surfaces show a button or the line to type.
public record Action(String label, Style style, Call call) {
  /// How much weight a button has.
  public enum Style {
    PRIMARY,
    PLAIN,
    DANGER
  }
}
