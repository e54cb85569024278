package io.mycelium.chatting.text;

/// Marks around words.
public final class Marks {
  private Marks() {}

  /// The words between marks; blanks stand outside them, which would be none otherwise.
  public static String around(String rendered, String begin, String end) {
    String inner = rendered.strip();
    int at = rendered.indexOf(inner);
    return rendered.substring(0, at)
        + begin
        + inner
        + end
        + rendered.substring(at + inner.length());
  }
}
