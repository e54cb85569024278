package io.mycelium.serving;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request has to be that makes a call: a POST of JSON, and from a page of ours if it came
/// with a session's cookie.
public final class JsonPost {
  private static final String JSON = "application/json";

  private JsonPost() {}

  /// Whether the request cannot be such a call.
  ///
  /// @return the refusal to answer with
  public static Optional<Answer> refuse(
      HttpServerRequest request, Credential credential, Credentials credentials) {
    if (!HttpMethod.POST.equals(request.method())) {
      return Optional.of(Problems.wrongMethod("POST"));
    }
    return json(request.getHeader(HttpHeaders.CONTENT_TYPE), credential)
        ? credentials.refuseChange(request, credential)
        : Optional.of(
            Problems.of(
                415,
                "media-type",
                "Options come as a JSON object with Content-Type application/json."));
  }

  /// Programs may leave the type out. A page's request must have it: without one, browsers do not
  /// ask first whether the page may send it.
  private static boolean json(@Nullable String type, Credential credential) {
    if (type == null) {
      return !credential.cookie();
    }
    return type.equals(JSON)
        || (type.regionMatches(true, 0, JSON, 0, JSON.length())
            && (type.length() == JSON.length() || "; ".indexOf(type.charAt(JSON.length())) >= 0));
  }
}
