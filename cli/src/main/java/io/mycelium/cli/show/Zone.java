package io.mycelium.cli.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.Supplier;

/// The time zone of whoever looks. Its name is found without Java's table of zones, which takes
/// longer to load than many a call takes in all.
///
/// @param name as the time zone database has it
/// @param id the same for Java; made when a time is shown
public record Zone(String name, Supplier<ZoneId> id) {
  private static final Path DATABASE = Path.of("/usr/share/zoneinfo");
  private static final Path LOCAL = Path.of("/etc/localtime");

  public static Zone of(ZoneId zone) {
    return new Zone(zone.getId(), () -> zone);
  }

  /// The system's.
  ///
  /// @param variable the value of `TZ`; empty when it is not set
  public static Zone system(String variable) {
    String name = variable.isEmpty() ? linked() : named(variable);
    return name.isEmpty() ? of(ZoneId.systemDefault()) : new Zone(name, ZoneId::systemDefault);
  }

  /// The variable's value if it is a name; it may also be a rule, which is for Java to read.
  private static String named(String variable) {
    return variable.indexOf('/') > 0
            && variable.indexOf("..") < 0
            && Files.isRegularFile(DATABASE.resolve(variable))
        ? variable
        : "";
  }

  private static String linked() {
    try {
      String target = Files.readSymbolicLink(LOCAL).toString();
      int at = target.indexOf("zoneinfo/");
      String name = at < 0 ? "" : target.substring(at + "zoneinfo/".length());
      return name.indexOf('/') > 0 || name.equals("UTC") ? name : "";
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
