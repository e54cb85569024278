package io.mycelium.drone.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the operating system is asked to start for a run.
///
/// @param argv the whole command line, visible to everybody on the machine
/// @param folder where it starts
/// @param environment all of it
/// @param stdin what it reads
/// @param calls whether it says [#READY] on standard output before it reads
record Invocation(
    List<String> argv, Path folder, Map<String, String> environment, Input stdin, boolean calls) {
  /// The first byte of standard output then.
  static final int READY = '+';
}
