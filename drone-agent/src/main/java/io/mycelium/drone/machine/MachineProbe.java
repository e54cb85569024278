package io.mycelium.drone.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// Measures this machine. Each call reads anew.
public final class MachineProbe {
  private final Path system;
  private final Path workFolder;
  private final Properties properties;

  /// @param system the folder that holds `proc`, `sys` and `etc`; usually `/`
  /// @param workFolder where jobs write; it exists
  /// @param properties of the JVM: `os.name` and `os.arch`
  public MachineProbe(Path system, Path workFolder, Properties properties) {
    this.system = system;
    this.workFolder = workFolder;
    this.properties = properties;
  }

  /// Measures the machine that we run on.
  public static MachineProbe ofThisMachine(Path workFolder) {
    return new MachineProbe(Path.of("/"), workFolder, System.getProperties());
  }

  /// Measures now.
  ///
  /// @throws UncheckedIOException when the disk of the work folder cannot be asked
  public Machine measure() {
    Memory memory = Memory.read(system);
    return new Machine(
        hostname(),
        os(),
        properties.getProperty("os.arch", "unknown"),
        Runtime.getRuntime().availableProcessors(),
        memory.totalBytes(),
        memory.availableBytes(),
        diskFreeBytes());
  }

  /// The operating system as a tag: `linux`, `macos`, `windows` or another.
  public String os() {
    String name = properties.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "macos" : name;
  }

  private long diskFreeBytes() {
    try {
      return Files.getFileStore(workFolder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask for the free space of " + workFolder, e);
    }
  }

  private String hostname() {
    return firstLine(system.resolve("proc/sys/kernel/hostname"))
        .or(() -> firstLine(system.resolve("etc/hostname")))
        .orElseGet(MachineProbe::resolvedHostname);
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String resolvedHostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
