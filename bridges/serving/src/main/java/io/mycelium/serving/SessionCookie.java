package io.mycelium.serving;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/// The cookie in which a browser keeps its session. No script can read it, and browsers send it
/// along with requests of our own pages only.
final class SessionCookie {
  private static final String PLAIN = "mycelium_session";

  /// Browsers take a cookie of that name over TLS only, and from this very host.
  private static final String SECURE = "__Host-" + PLAIN;

  private static final Duration LIFE = Duration.ofDays(30);

  private final String name;
  private final String attributes;

  /// @param secure whether people reach the gateway over TLS
  SessionCookie(boolean secure) {
    name = secure ? SECURE : PLAIN;
    attributes = "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }

  Optional<String> read(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
  }

  /// The header that makes a browser keep the secret.
  ///
  /// @param secret of letters, digits, `-` and `_`
  String keep(String secret) {
    return "%s=%s; Max-Age=%d%s".formatted(name, secret, LIFE.toSeconds(), attributes);
  }

  /// The header that makes a browser forget it.
  String forget() {
    return name + "=; Max-Age=0" + attributes;
  }
}
