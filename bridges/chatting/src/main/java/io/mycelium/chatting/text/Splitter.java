package io.mycelium.chatting.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a rendered text into pieces that fit, at the ends of paragraphs, lines or words as far as
/// they are near. A piece that ends within a fence closes it and the next one opens it anew. Blank
/// lines and blanks at a cut may go; no other character does.
public final class Splitter {
  /// Fewest characters that a piece may be allowed.
  public static final int LEAST = 64;

  private static final Pattern FENCE = Pattern.compile("((?:> ?| ){0,24})```(.*)");
  private static final Pattern QUOTE = Pattern.compile("(?:> ?)+");

  private final Dialect dialect;
  private final int most;

  /// @param most UTF-16 units of a piece, [#LEAST] at least
  public Splitter(Dialect dialect, int most) {
    if (most < LEAST) {
      throw new IllegalArgumentException("a piece holds %d characters at least".formatted(LEAST));
    }
    this.dialect = dialect;
    this.most = most;
  }

  /// The pieces in their order; none of a text without words.
  ///
  /// @param rendered in the dialect
  public List<String> split(String rendered) {
    if (rendered.length() <= most) {
      return rendered.isBlank() ? List.of() : List.of(rendered);
    }
    var run = new Run();
    rendered.lines().forEach(run::add);
    return run.end();
  }

  /// A fence that is open.
  private record Fence(String opening, String closing) {
    static Optional<Fence> opened(String line, int most) {
      Matcher m = FENCE.matcher(line);
      if (!m.matches() || m.group(2).contains("```")) {
        return Optional.empty();
      }
      String bare = m.group(1) + "```";
      return Optional.of(new Fence(line.length() > most / 4 ? bare : line, bare));
    }

    boolean closedBy(String line) {
      Matcher m = FENCE.matcher(line);
      return m.matches() && m.group(2).isBlank();
    }
  }

  private final class Run {
    private final List<String> pieces = new ArrayList<>();
    private StringBuilder piece = new StringBuilder();
    private Optional<Fence> fence = Optional.empty();

    /// Where the piece may be cut for the sake of what follows; 0 for nowhere.
    private int border;

    /// How long the piece was when its fence had been opened.
    private int bare;

    void add(String line) {
      String rest = line;
      while (!fits(rest)) {
        rest = (piece.length() > bare || border > 0) && carried() ? rest : cut(rest);
      }
      boolean closes = fence.isPresent() && fence.get().closedBy(rest);
      Optional<Fence> opens = fence.isPresent() ? Optional.empty() : Fence.opened(rest, most);
      if (opens.isPresent() || (fence.isEmpty() && rest.isBlank())) {
        border = piece.length();
      }
      append(rest);
      if (closes) {
        fence = Optional.empty();
        bare = 0;
      } else if (opens.isPresent()) {
        fence = opens;
        bare = piece.length();
      }
    }

    List<String> end() {
      if (isBare()) {
        piece.setLength(border);
        fence = Optional.empty();
        bare = 0;
      }
      flush();
      return List.copyOf(pieces);
    }

    private boolean fits(String line) {
      boolean ends = fence.isPresent() && fence.get().closedBy(line);
      Optional<Fence> after = fence.isPresent() ? fence : Fence.opened(line, most);
      return line.length() <= room(ends ? Optional.empty() : after);
    }

    private int room(Optional<Fence> open) {
      return most
          - piece.length()
          - (piece.isEmpty() ? 0 : 1)
          - open.map(f -> f.closing().length() + 1).orElse(0);
    }

    private void append(String line) {
      if (!piece.isEmpty()) {
        piece.append('\n');
      } else if (line.isBlank()) {
        return;
      }
      piece.append(line);
    }

    /// Ends the piece, at the border if that leaves enough in it. True when there is room now that
    /// was not there before.
    private boolean carried() {
      boolean empty = isBare();
      if (border > 0 && (border > most / 2 || empty)) {
        String carried = piece.substring(border).strip();
        flushAs(piece.substring(0, border));
        piece.append(carried);
        bare = empty ? piece.length() : 0;
        return true;
      }
      if (!empty) {
        flush();
      }
      return !empty;
    }

    private boolean isBare() {
      return fence.isPresent() && piece.length() == bare;
    }

    private void flush() {
      flushAs(piece + fence.map(f -> "\n" + f.closing()).orElse(""));
      piece = new StringBuilder(fence.map(Fence::opening).orElse(""));
      bare = piece.length();
    }

    private void flushAs(String text) {
      if (!text.isBlank()) {
        pieces.add(text.stripTrailing());
      }
      piece = new StringBuilder();
      border = 0;
      bare = 0;
    }

    /// Puts the beginning of a line that fits no piece into this one; returns the rest of it.
    private String cut(String line) {
      int at = Words.border(line, room(fence));
      append(line.substring(0, at));
      flush();
      String rest = line.substring(at);
      if (fence.isPresent()) {
        return rest;
      }
      Matcher quote = QUOTE.matcher(line);
      return (quote.lookingAt() && quote.end() < at ? quote.group() : "")
          + dialect.lineStart(rest.stripLeading());
    }
  }
}
