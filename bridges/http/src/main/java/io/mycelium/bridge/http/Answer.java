package io.mycelium.bridge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;

/// A whole response, made off the event loop.
///
/// @param headers besides those that every response has
record Answer(int status, CharSequence type, Buffer body, Map<CharSequence, CharSequence> headers) {
  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");

  static Answer json(int status, byte[] body) {
    return new Answer(status, JSON, Buffer.buffer(body), Map.of());
  }

  /// The same with one more header, if it has none yet.
  Answer with(CharSequence name, CharSequence value) {
    return new Answer(status, type, body, Map.of(name, value));
  }
}
