package io.mycelium.drone;

import io.mycelium.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a gateway writes to the standard input of a drone that it starts: one JSON object on one
/// line. So nothing of it, the password least of all, is on a command line or in an environment.
///
/// @param redis with the password
/// @param data the drone's own folder
record StartLine(
    String redis,
    Optional<String> workspace,
    Optional<String> name,
    String data,
    Optional<List<String>> roots,
    Optional<List<String>> writable,
    Optional<List<String>> mask,
    Optional<List<String>> tags,
    Optional<Integer> slots,
    Optional<String> only,
    Optional<String> idle,
    Optional<String> leave) {
  private static final int LONGEST = 64 << 10;

  /// Reads the line and not a byte more.
  ///
  /// @throws StartFailure when it is no such line, or when a setting is not allowed
  static Settings read(InputStream in) throws IOException {
    try {
      var tree = Json.parse(line(in));
      if (!tree.path("redis").isTextual() || !tree.path("data").isTextual()) {
        throw StartFailure.usage(
            "The first line of standard input has to be an object with `redis` and `data`.");
      }
      return SettingsReader.read(Json.read(tree, StartLine.class).told(), "");
    } catch (Json.Unreadable e) {
      // Its message may hold a part of the line, and so of the password.
      throw StartFailure.usage("The first line of standard input is not the expected JSON.");
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n' && line.size() < LONGEST; b = in.read()) {
      if (b < 0) {
        throw StartFailure.usage("Standard input ended before its first line did.");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private Told told() {
    return new Told(
        Told.Reach.direct(redis, workspace),
        name,
        Optional.of(data),
        roots.orElse(List.of()),
        writable.orElse(List.of()),
        mask.orElse(List.of()),
        tags.orElse(List.of()),
        slots.map(String::valueOf),
        new Told.Lent(only, idle, leave),
        false);
  }

  /// Without the URL.
  @Override
  public String toString() {
    return "StartLine[name=%s, data=%s]".formatted(name, data);
  }
}
