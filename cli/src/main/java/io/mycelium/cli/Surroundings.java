package io.mycelium.cli;

import io.mycelium.cli.show.Ink;
import io.mycelium.cli.show.Screen;
import io.mycelium.cli.show.Zone;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// The world around a call.
///
/// @param environment variables
/// @param workingFolder absolute; relative paths start there
/// @param home the user's folder
/// @param out for what was asked for
/// @param err for all else that people are told
record Surroundings(
    Map<String, String> environment,
    Path workingFolder,
    Path home,
    Terminal terminal,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Zone zone,
    InstantSource clock) {
  private static final int USUAL_WIDTH = 80;

  /// A variable's value; empty when it is not set.
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  Screen outScreen(boolean colour) {
    return screen(terminal.out(), colour);
  }

  Screen errScreen(boolean colour) {
    return screen(terminal.err(), colour);
  }

  private Screen screen(boolean is, boolean colour) {
    boolean capable = is && !variable("TERM").equals("dumb");
    boolean ink = capable && colour && variable("NO_COLOR").isEmpty();
    int width = terminal.columns() > 0 ? terminal.columns() : USUAL_WIDTH;
    return new Screen(capable, ink ? Ink.ON : Ink.OFF, width, zone);
  }
}
