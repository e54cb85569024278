package io.mycelium.acceptance.bridge;

import java.util.List;
import java.util.Map;

/// Somebody of the workspace on a platform, in the room `main`.
public interface Member {
  void say(String words);

  /// Fills a command's options in with the platform's own inputs and sends them.
  ///
  /// @param options by name, as people write them; a flag is `true`, a file the path of one here
  void run(String command, Map<String, String> options);

  /// Presses a button.
  ///
  /// @param asked what the platform asks for before it sends the press, by option
  void press(Shown on, String label, Map<String, String> asked);

  /// What everybody sees of the room now, oldest first.
  List<Shown> room();

  /// What everybody sees now of what hangs on a post, oldest first.
  List<Shown> thread(Shown on);

  /// What this person alone was shown since the beginning, oldest first, and what stands at the
  /// inputs that they are filling in.
  List<Shown> alone();

  /// Asks for the rows that follow those of the newest table.
  void more();

  /// A file's content.
  byte[] open(Shown on, String file);
}
