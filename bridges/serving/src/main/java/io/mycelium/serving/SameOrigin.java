package io.mycelium.serving;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Whether a browser says that a request was made by a page of ours. Browsers set what is looked at
/// here; no page can.
final class SameOrigin {
  private static final CharSequence SITE = HttpHeaders.createOptimized("sec-fetch-site");

  /// The origin by which people reach the gateway, where that is another one than its address.
  private final Optional<String> own;

  SameOrigin(Optional<URI> url) {
    own = url.map(u -> (u.getScheme() + "://" + u.getRawAuthority()).toLowerCase(Locale.ROOT));
  }

  /// For what changes something: it must be said that the page is ours.
  boolean proven(HttpServerRequest request) {
    return claims(request).orElse(false);
  }

  /// For what is read only: it must not be said that the page is another's.
  boolean plausible(HttpServerRequest request) {
    return claims(request).orElse(true);
  }

  /// Empty when the browser says nothing.
  private Optional<Boolean> claims(HttpServerRequest request) {
    String site = request.getHeader(SITE);
    if (site != null) {
      return Optional.of(site.equals("same-origin") || site.equals("none"));
    }
    return Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN))
        .map(origin -> own(origin.toLowerCase(Locale.ROOT), request.getHeader(HttpHeaders.HOST)));
  }

  private boolean own(String origin, String host) {
    return own.filter(origin::equals).isPresent()
        || (host != null && origin.equals("http://" + host.toLowerCase(Locale.ROOT)));
  }
}
