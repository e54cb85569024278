package io.mycelium.drone.sandbox;

import io.mycelium.core.job.NetworkPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// One command to run.
///
/// Paths are absolute and real (no symbolic link, no `..`); [AllowedPaths] yields such. A path that
/// breaks this, a readable or writable path that the sandbox needs for itself or that lies below a
/// masked one, a sealed path outside of the work folder, a variable that no shell could carry:
/// [IllegalArgumentException].
///
/// @param argv program and arguments, never a line for a shell; a relative program with a slash is
///   found from the work folder
/// @param workFolder private to this run and writable; the command starts in it and sees it as
///   `/work` when contained
/// @param sealed folders and files below the work folder that the command cannot change; without
///   containment this is no limit
/// @param readable seen read-only at the same path; without containment this is no limit
/// @param writable seen at the same path and changed there, below a readable one too; without
///   containment all is
/// @param masked seen empty, also below a readable path; without containment this is no limit
/// @param network without containment always the machine's
/// @param devices below `/dev` that it may use, if its user may; without containment this is no
///   limit
/// @param environment on top of `PATH`, `HOME`, `TMPDIR`, `LANG`, `MYCELIUM_WORK` (the work folder
///   as the command sees it) and `JAVA_TOOL_OPTIONS` (the heap within the limit; Java prints one
///   line about it on standard error), each of which it may replace
/// @param stdin all that the command can read from its standard input
public record Run(
    List<String> argv,
    Path workFolder,
    List<Path> sealed,
    List<Path> readable,
    List<Path> writable,
    List<Path> masked,
    List<Path> devices,
    Map<String, String> environment,
    Input stdin,
    Limits limits,
    NetworkPolicy network) {
  private static final Path DEVICES = Path.of("/dev");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// Names that a shell refuses to set, and our own.
  private static final Set<String> TAKEN =
      Set.of("UID", "EUID", "PPID", "BASHOPTS", "SHELLOPTS", "BASH_VERSINFO", JobMark.VARIABLE);

  public Run {
    argv = List.copyOf(argv);
    sealed = List.copyOf(sealed);
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
    masked = List.copyOf(masked);
    devices = List.copyOf(devices);
    environment = Map.copyOf(environment);
    require(!argv.isEmpty() && !argv.getFirst().isEmpty(), "a run needs a program");
    argv.forEach(argument -> require(argument.indexOf('\0') < 0, "argument with a NUL"));
    requireReal(workFolder);
    sealed.forEach(Run::requireReal);
    readable.forEach(Run::requireReal);
    writable.forEach(Run::requireReal);
    masked.forEach(Run::requireReal);
    devices.forEach(Run::requireReal);
    devices.forEach(path -> require(path.startsWith(DEVICES), "not below /dev: " + path));
    for (Path path : sealed) {
      require(
          path.startsWith(workFolder) && !path.equals(workFolder),
          "sealed, but not below the work folder: " + path);
    }
    for (List<Path> visible : List.of(readable, writable)) {
      for (Path path : visible) {
        require(!ReservedPaths.holds(path), "the sandbox needs for itself: " + path);
        require(masked.stream().noneMatch(path::startsWith), "visible, but masked: " + path);
      }
    }
    environment.forEach(Run::requireVariable);
  }

  /// A run with nothing to read or write, no variables, no input, the default limits and no
  /// network.
  public static Run of(Path workFolder, List<String> argv) {
    return new Run(
        argv,
        workFolder,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Input.none(),
        Limits.defaults(),
        new NetworkPolicy.None());
  }

  /// This run of another command.
  public Run withArgv(List<String> command) {
    return new Run(
        command,
        workFolder,
        sealed,
        readable,
        writable,
        masked,
        devices,
        environment,
        stdin,
        limits,
        network);
  }

  /// This run with other sealed paths.
  public Run withSealed(List<Path> paths) {
    return new Run(
        argv,
        workFolder,
        paths,
        readable,
        writable,
        masked,
        devices,
        environment,
        stdin,
        limits,
        network);
  }

  /// This run with other readable paths.
  public Run withReadable(List<Path> paths) {
    return new Run(
        argv,
        workFolder,
        sealed,
        paths,
        writable,
        masked,
        devices,
        environment,
        stdin,
        limits,
        network);
  }

  /// This run with other writable paths.
  public Run withWritable(List<Path> paths) {
    return new Run(
        argv,
        workFolder,
        sealed,
        readable,
        paths,
        masked,
        devices,
        environment,
        stdin,
        limits,
        network);
  }

  /// This run with other masked paths.
  public Run withMasked(List<Path> paths) {
    return new Run(
        argv,
        workFolder,
        sealed,
        readable,
        writable,
        paths,
        devices,
        environment,
        stdin,
        limits,
        network);
  }

  /// This run with other devices.
  public Run withDevices(List<Path> paths) {
    return new Run(
        argv,
        workFolder,
        sealed,
        readable,
        writable,
        masked,
        paths,
        environment,
        stdin,
        limits,
        network);
  }

  /// This run with another environment.
  public Run withEnvironment(Map<String, String> variables) {
    return new Run(
        argv,
        workFolder,
        sealed,
        readable,
        writable,
        masked,
        devices,
        variables,
        stdin,
        limits,
        network);
  }

  /// This run with another input.
  public Run withStdin(Input input) {
    return new Run(
        argv,
        workFolder,
        sealed,
        readable,
        writable,
        masked,
        devices,
        environment,
        input,
        limits,
        network);
  }

  /// This run with other limits.
  public Run withLimits(Limits others) {
    return new Run(
        argv,
        workFolder,
        sealed,
        readable,
        writable,
        masked,
        devices,
        environment,
        stdin,
        others,
        network);
  }

  /// This run with another network.
  public Run withNetwork(NetworkPolicy other) {
    return new Run(
        argv,
        workFolder,
        sealed,
        readable,
        writable,
        masked,
        devices,
        environment,
        stdin,
        limits,
        other);
  }

  /// Whether it reaches the network through a proxy of the sandbox alone.
  boolean isProxied() {
    return network instanceof NetworkPolicy.Allowed;
  }

  /// Leaves out the values of variables, which may be secret.
  @Override
  public String toString() {
    return "Run[argv=%s, workFolder=%s, readable=%s, writable=%s, variables=%s, stdin=%s, limits=%s, network=%s]"
        .formatted(
            argv, workFolder, readable, writable, environment.keySet(), stdin, limits, network);
  }

  private static void requireReal(Path path) {
    require(path.isAbsolute() && path.equals(path.normalize()), "not an absolute path: " + path);
  }

  private static void requireVariable(String name, String value) {
    require(
        VARIABLE.matcher(name).matches() && !TAKEN.contains(name),
        "not the name of a variable that can be set: " + name);
    require(value.indexOf('\0') < 0, "variable with a NUL: " + name);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
