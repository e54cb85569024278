package io.mycelium.drone.sandbox;

/// How a run ended.
public sealed interface Outcome {

  /// The command ended by itself. 126 and 127 usually mean that the program could not be run or
  /// found.
  record Exited(int code) implements Outcome {}

  /// A signal that this sandbox did not send ended the command: 9 out of memory, 24 processor time,
  /// 25 file size, and so on.
  ///
  /// A shell whose last command was killed reports the same way and cannot be told apart.
  record Killed(int signal) implements Outcome {}

  /// The kernel ended it, or a part of it, because the memory of the whole run was used up.
  record OutOfMemory() implements Outcome {}

  /// The processor time of the whole run was used up and the tree was ended.
  record OutOfProcessorTime() implements Outcome {}

  /// The wall clock ran out and the tree was ended.
  record TimedOut() implements Outcome {}

  /// [Execution#kill()] ended the tree.
  record Cancelled() implements Outcome {}

  /// Nothing ran.
  ///
  /// @param reason one sentence
  record NotStarted(String reason) implements Outcome {}

  /// Reads the status of an ended process, where 128 and more stand for signals.
  static Outcome ofStatus(int status) {
    return status > 128 && status <= 192 ? new Killed(status - 128) : new Exited(status);
  }
}
