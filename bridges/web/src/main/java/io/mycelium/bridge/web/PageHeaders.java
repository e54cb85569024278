package io.mycelium.bridge.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.function.BiConsumer;

/// The headers of everything that is served here: a page runs our scripts and styles only, is shown
/// in no frame, and shares no window with pages of others.
final class PageHeaders {
  private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
  private static final CharSequence OPENER =
      HttpHeaders.createOptimized("cross-origin-opener-policy");
  private static final CharSequence RESOURCE =
      HttpHeaders.createOptimized("cross-origin-resource-policy");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
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
    each(headers::set);
  }

  /// Tells of each header.
  void each(BiConsumer<CharSequence, CharSequence> header) {
    header.accept(POLICY, policy);
    header.accept(TYPE_OPTIONS, NOSNIFF);
    header.accept(REFERRER, NO_REFERRER);
    header.accept(OPENER, SAME_ORIGIN);
    header.accept(RESOURCE, SAME_ORIGIN);
  }
}
