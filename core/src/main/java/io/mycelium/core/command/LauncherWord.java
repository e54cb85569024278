package io.mycelium.core.command;

import java.util.Arrays;
import java.util.Optional;

/// The words that `./mycelium` keeps for itself: it acts on them before any command is looked up,
/// so that no function can have their names.
public enum LauncherWord {
  UP("up", "[options]", "Start a gateway on this machine, with its Redis and a drone"),
  DRONE("drone", "--gateway URL [options]", "Start one more drone, on this machine or another"),
  FETCH("fetch", "DIGEST [--output FILE]", "Save a file that a call brought back");

  private final String word;
  private final String values;
  private final String summary;

  LauncherWord(String word, String values, String summary) {
    this.word = word;
    this.values = values;
    this.summary = summary;
  }

  public String word() {
    return word;
  }

  /// How it is typed: `fetch DIGEST [--output FILE]`.
  public String usage() {
    return word + " " + values;
  }

  /// One phrase for people.
  public String summary() {
    return summary;
  }

  public static Optional<LauncherWord> of(String word) {
    return Arrays.stream(values()).filter(own -> own.word.equals(word)).findFirst();
  }
}
