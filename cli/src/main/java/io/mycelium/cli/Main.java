package io.mycelium.cli;

import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.show.Zone;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The program behind `./mycelium`: the gateway's commands on the command line.
public final class Main {
  private Main() {}

  /// Runs one line and ends the process with its exit code.
  ///
  /// @param args the words of the line; `--train` alone is a run for the start-up cache, which
  ///   calls nobody and leaves nothing
  public static void main(String[] args) {
    Surroundings around = surroundings();
    boolean train = args.length == 1 && args[0].equals("--train");
    System.exit((train ? Training.run(around) : run(around, List.of(args))).code());
  }

  private static ExitCode run(Surroundings around, List<String> args) {
    try {
      return Cli.run(around, args);
    } catch (RuntimeException e) {
      around.err().println("This program has a fault: " + e);
      if (!around.variable("MYCELIUM_DEBUG").isEmpty()) {
        e.printStackTrace(around.err());
      }
      around.err().flush();
      return ExitCode.INTERNAL;
    }
  }

  private static Surroundings surroundings() {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.dir")),
        Path.of(System.getProperty("user.home")),
        Terminal.detect(),
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Zone.system(System.getenv().getOrDefault("TZ", "")),
        InstantSource.system());
  }

  /// In UTF-8, whatever the locale: that is what files and other programs expect.
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        false,
        StandardCharsets.UTF_8);
  }
}
