package io.mycelium.cli.wait;

import io.mycelium.cli.show.Ink;
import io.mycelium.cli.show.Screen;
import io.mycelium.core.text.Columns;
import java.io.PrintStream;

/// What is told while somebody waits: lines, and below them on a terminal one line of progress that
/// is drawn again and again. Elsewhere progress is a line now and then. For one thread at a time.
public final class Notes {
  private static final String AGAIN = "\r\u001b[K";
  private static final int BAR = 20;

  /// Elsewhere than on a terminal a line is written when that much more is done.
  private static final int STEP = 25;

  private final PrintStream out;
  private final Screen screen;
  private String drawn = "";
  private int told = -STEP;

  public Notes(PrintStream out, Screen screen) {
    this.out = out;
    this.screen = screen;
  }

  Screen screen() {
    return screen;
  }

  /// Tells lines, above the progress.
  ///
  /// @param lines safe to show
  public synchronized void say(String lines) {
    out.print((drawn.isEmpty() ? "" : AGAIN) + lines + "\n" + drawn);
    out.flush();
  }

  /// Tells what went wrong.
  public void alarm(String line) {
    say(screen.ink().paint(Ink.Style.RED, line));
  }

  /// Tells something that matters less.
  public void murmur(String line) {
    say(screen.ink().paint(Ink.Style.DIM, line));
  }

  /// Tells how far it is.
  ///
  /// @param note on one line, safe to show; may be empty
  public synchronized void progress(int percent, String note) {
    if (!screen.terminal()) {
      if (percent >= told + STEP || percent < told) {
        told = percent - percent % STEP;
        say((percent + "% " + note).strip());
      }
      return;
    }
    int full = percent * BAR / 100;
    String bar = "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + percent + "% ";
    drawn = Columns.cut((bar + note).strip(), screen.width() - 1);
    out.print(AGAIN + drawn);
    out.flush();
  }

  /// Takes the progress away.
  public synchronized void clear() {
    told = -STEP;
    if (!drawn.isEmpty()) {
      drawn = "";
      out.print(AGAIN);
      out.flush();
    }
  }
}
