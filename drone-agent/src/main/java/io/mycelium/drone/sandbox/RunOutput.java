package io.mycelium.drone.sandbox;

import java.nio.ByteBuffer;

/// Takes what a command prints, while it runs.
///
/// Standard output and standard error have a thread each, so the two kinds of calls overlap; calls
/// of one kind do not. A slow taker slows the command down. A taker that throws ends the run, and
/// [Execution#await()] throws with that cause.
public interface RunOutput {

  /// Standard output as it came. The buffer is valid during the call only.
  default void stdout(ByteBuffer bytes) {}

  /// A line of standard output, cleaned by [io.mycelium.core.text.PlainText] and cut when long,
  /// without its end.
  default void stdoutLine(String line) {}

  /// Standard error as it came. The buffer is valid during the call only.
  default void stderr(ByteBuffer bytes) {}

  /// A line of standard error, cleaned by [io.mycelium.core.text.PlainText] and cut when long,
  /// without its end.
  default void stderrLine(String line) {}

  /// A line of the sandbox itself, such as of a connection that it refused. Comes from any thread,
  /// also beside the other calls.
  default void note(String line) {}

  /// Takes nothing.
  static RunOutput discarding() {
    return new RunOutput() {};
  }
}
