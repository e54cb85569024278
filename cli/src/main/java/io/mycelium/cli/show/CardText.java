package io.mycelium.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import io.mycelium.core.text.Columns;
import java.util.ArrayList;
import java.util.List;

/// Draws cards: title and state, labelled lines, text, and what to type next.
final class CardText {
  private static final int INDENT = 2;

  private final Screen screen;
  private final Spelling spelling;

  CardText(Screen screen, Spelling spelling) {
    this.screen = screen;
    this.spelling = spelling;
  }

  String draw(JsonNode card) {
    var out = new StringBuilder(screen.ink().paint(Ink.Style.BOLD, Trees.line(card, "title")));
    String state = Trees.line(card, "state");
    if (!state.isEmpty()) {
      out.append("  ").append(screen.ink().state(state));
    }
    List<Line> fields = fields(card.path("fields"));
    lines(fields, out);
    String markdown = Markdown.draw(Trees.text(card, "markdown"), screen);
    if (!markdown.isEmpty()) {
      out.append("\n\n").append(markdown);
    }
    List<Line> actions = actions(card.path("actions"), fields);
    if (!actions.isEmpty()) {
      out.append('\n');
      lines(actions, out);
    }
    return out.toString();
  }

  private record Line(String label, String value) {}

  private List<Line> fields(JsonNode fields) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode field : fields) {
      lines.add(
          new Line(
              Trees.line(field, "label"),
              Moments.local(Trees.text(field, "value"), screen.zone())));
    }
    return lines;
  }

  /// The lines of calls, but for those that a field says already.
  private List<Line> actions(JsonNode actions, List<Line> fields) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode action : actions) {
      String typed = spelling.line(action.path("call")).orElse("");
      if (!typed.isEmpty() && !said(typed, fields)) {
        lines.add(new Line(Trees.line(action, "label"), typed));
      }
    }
    return lines;
  }

  private boolean said(String typed, List<Line> fields) {
    for (Line field : fields) {
      if (spelling.begins(field.value, typed)) {
        return true;
      }
    }
    return false;
  }

  private void lines(List<Line> lines, StringBuilder out) {
    int widest = 0;
    for (Line line : lines) {
      widest = Math.max(widest, Columns.of(line.label));
    }
    String hang = " ".repeat(INDENT + widest + 2);
    for (Line line : lines) {
      String label = screen.ink().paint(Ink.Style.DIM, Columns.fill(line.label, widest));
      String lead = " ".repeat(INDENT) + label + "  ";
      boolean first = true;
      for (String part : line.value.split("\n", -1)) {
        out.append('\n').append(first ? lead : hang).append(wrapped(part, hang));
        first = false;
      }
    }
  }

  /// A line to type stays in one piece.
  private String wrapped(String value, String hang) {
    int room = screen.columns() - hang.length();
    return value.startsWith(Spelling.PROGRAM) || room < 20
        ? value
        : Wrap.lines(value, room, "").replace("\n", "\n" + hang);
  }
}
