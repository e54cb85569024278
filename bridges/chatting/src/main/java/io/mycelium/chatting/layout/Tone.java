package io.mycelium.chatting.layout;

import java.util.Locale;
import java.util.Map;

/// What a state feels like; platforms show it as a colour or a sign beside the word.
public enum Tone {
  OK,
  WARN,
  BAD,
  INFO,
  IDLE;

  private static final Map<String, Tone> STATES =
      Map.ofEntries(
          Map.entry("open", INFO),
          Map.entry("started", INFO),
          Map.entry("running", INFO),
          Map.entry("busy", INFO),
          Map.entry("finished", OK),
          Map.entry("granted", OK),
          Map.entry("run", OK),
          Map.entry("done", OK),
          Map.entry("live", OK),
          Map.entry("active", OK),
          Map.entry("idle", OK),
          Map.entry("pending", WARN),
          Map.entry("cancelling", WARN),
          Map.entry("stopped", WARN),
          Map.entry("frozen", WARN),
          Map.entry("denied", BAD),
          Map.entry("refused", BAD),
          Map.entry("failed", BAD),
          Map.entry("dead", BAD),
          Map.entry("broken", BAD));

  /// A sign for where there is no colour.
  public String sign() {
    return switch (this) {
      case OK -> "🟢";
      case WARN -> "🟡";
      case BAD -> "🔴";
      case INFO -> "🔵";
      case IDLE -> "⚪";
    };
  }

  /// The tone of a card's state; [#IDLE] of one that is over or not known.
  public static Tone of(String state) {
    return STATES.getOrDefault(state.toLowerCase(Locale.ROOT), IDLE);
  }
}
