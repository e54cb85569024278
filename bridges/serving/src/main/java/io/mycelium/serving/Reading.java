package io.mycelium.serving;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// What a request has to be that only reads: a GET, and not of a foreign page.
public final class Reading {
  private Reading() {}

  /// Whether the request cannot be such a one.
  ///
  /// @return the refusal to answer with
  public static Optional<Answer> refuse(
      HttpServerRequest request, Credential credential, Credentials credentials) {
    return HttpMethod.GET.equals(request.method())
        ? credentials.refuseRead(request, credential)
        : Optional.of(Problems.wrongMethod("GET"));
  }
}
