package io.mycelium.cli.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request, as data.
///
/// @param path with its query, escaped
/// @param headers besides those that every request has
/// @param body empty for none
/// @param patience how long to wait for the next byte of the answer
public record Ask(
    String method, String path, Map<String, String> headers, String body, Duration patience) {
  public static Ask get(String path, Duration patience) {
    return new Ask("GET", path, Map.of(), "", patience);
  }

  public static Ask post(String path, String json, Duration patience) {
    return new Ask("POST", path, Map.of("Content-Type", "application/json"), json, patience);
  }

  /// The same with one more header.
  ///
  /// @param value printable ASCII
  public Ask with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Ask(method, path, more, body, patience);
  }
}
