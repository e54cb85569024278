package io.mycelium.bridge.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/// The headers of everything that is served here: a page runs our scripts and styles only, is shown
/// in no frame, and shares no window with pages of others.
final class PageHeaders {
  private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
  private static final CharSequence OPENER =
      HttpHeaders.createOptimized("cross-origin-opener-policy");
  private static final CharSequence RESOURCE =
      HttpHeaders.createOptimized("cross-origin-resource-policy");
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");

  private final CharSequence policy;

  /// @param importMap the hash of the one script that a page may hold, as a policy writes it
  PageHeaders(String importMap) {
    policy =
        HttpHeaders.createOptimized(
            "default-src 'none'; script-src 'self' '%s'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                .formatted(importMap));
  }

  void add(MultiMap headers) {
    headers
        .set(POLICY, policy)
        .set(TYPE_OPTIONS, "nosniff")
        .set(REFERRER, "no-referrer")
        .set(OPENER, SAME_ORIGIN)
        .set(RESOURCE, SAME_ORIGIN);
  }
}
