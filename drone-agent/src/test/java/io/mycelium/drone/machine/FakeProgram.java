package io.mycelium.drone.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// A program that stands in for another one: a shell script, run as a process of its own. Each of
/// its starts adds a line with its arguments to a file.
public final class FakeProgram {
  private final Path folder;
  private final String name;

  public FakeProgram(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /// Makes or replaces it.
  public FakeProgram doing(String script) throws IOException {
    Path begun = folder.resolve(name + ".begun");
    Files.writeString(
        begun, "#!/bin/sh\necho \"$*\" >> '%s'\n%s\n".formatted(folder.resolve("calls"), script));
    Files.setPosixFilePermissions(begun, PosixFilePermissions.fromString("rwx------"));
    Files.move(begun, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  /// Lets it write a text and end with 0.
  public FakeProgram saying(String text) throws IOException {
    return doing("cat <<'END'\n" + text + "\nEND");
  }

  /// With which arguments it was started.
  public List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /// Takes it away, and waits until nobody runs it through `asked` any more.
  public void remove(HelperProgram asked) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    asked.ask();
  }

  public HelperProgram program(Duration limit) {
    return new HelperProgram(List.of(folder), name, limit);
  }
}
