package io.mycelium.core.reply;

import io.mycelium.core.command.Call;
import java.util.List;

/// Something that the reader may do next. Surfaces show a button or the line to type.
public record Action(String label, Style style, Call call) {
  /// How much weight a button has.
  public enum Style {
    PRIMARY,
    PLAIN,
    DANGER
  }

  /// All that a reply offers, wherever in it.
  public static List<Action> offeredBy(Reply reply) {
    return switch (reply) {
      case Reply.Card card -> card.actions();
      case Reply.Accepted accepted -> accepted.card().actions();
      case Reply.Refused refused -> refused.ways();
      case Reply.Private hidden -> offeredBy(hidden.reply());
      case Reply.Text _, Reply.Table _, Reply.Form _, Reply.File _ -> List.of();
    };
  }
}
