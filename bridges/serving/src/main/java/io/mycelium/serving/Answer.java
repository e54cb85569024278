package io.mycelium.serving;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;

/// A whole response, made off the event loop.
///
/// @param headers besides those that every response has
public record Answer(
    int status, CharSequence type, Buffer body, Map<CharSequence, CharSequence> headers) {
  public static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  public static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");

  public static Answer json(int status, byte[] body) {
    return new Answer(status, JSON, Buffer.buffer(body), Map.of());
  }

  /// The same with one more header.
  public Answer with(CharSequence name, CharSequence value) {
    if (headers.isEmpty()) {
      return new Answer(status, type, body, Map.of(name, value));
    }
    Map<CharSequence, CharSequence> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, type, body, more);
  }
}
