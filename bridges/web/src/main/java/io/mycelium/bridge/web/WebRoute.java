package io.mycelium.bridge.web;

import io.mycelium.serving.Answer;
import io.vertx.core.http.HttpMethod;

/// One kind of address below `/web`.
interface WebRoute {
  /// `GET`, or `POST` for what changes something: its body is JSON, and it comes from a page of
  /// ours or with a key.
  HttpMethod method();

  /// The segments after `/web/`, with `*` for any one: `rooms/*/posts`.
  String path();

  /// Answers somebody who is known. On a virtual thread.
  Answer answer(WebRequest request);
}
