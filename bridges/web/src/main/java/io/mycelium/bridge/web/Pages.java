package io.mycelium.bridge.web;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/// Serves the app's page and the files below `/assets/`. On the event loop; a file is read from the
/// class path once.
final class Pages {
  private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("no-cache");
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");

  private static final String ASSETS = "/assets/";

  private final Assets assets;
  private final Asset shell;
  private final PageHeaders headers;

  Pages(ClassLoader loader) {
    assets = new Assets(loader);
    shell =
        assets
            .find("index.html")
            .orElseThrow(() -> new IllegalStateException("the app's page is missing"));
    headers = new PageHeaders(ImportMap.hash(shell.content().toString(StandardCharsets.UTF_8)));
  }

  /// The app's page, which looks at its address by itself.
  void shell(HttpServerRequest request) {
    if (readable(request)) {
      send(request, shell, 200);
    }
  }

  /// The same where there is nothing, which it says.
  void elsewhere(HttpServerRequest request) {
    if (readable(request)) {
      send(request, shell, 404);
    }
  }

  /// The headers that each page has.
  PageHeaders headers() {
    return headers;
  }

  /// A file below `/assets/`.
  void asset(HttpServerRequest request) {
    if (!readable(request)) {
      return;
    }
    String path = Objects.requireNonNullElse(request.path(), "");
    Optional<Asset> found =
        path.startsWith(ASSETS) ? assets.find(path.substring(ASSETS.length())) : Optional.empty();
    if (found.isPresent()) {
      send(request, found.get(), 200);
    } else {
      say(request, 404, "There is no such file.");
    }
  }

  private boolean readable(HttpServerRequest request) {
    boolean reads =
        HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    if (!reads) {
      request.response().headers().set(HttpHeaders.ALLOW, "GET, HEAD");
      say(request, 405, "This address takes GET only.");
    }
    return reads;
  }

  private void send(HttpServerRequest request, Asset asset, int status) {
    HttpServerResponse response = request.response();
    MultiMap out = response.headers();
    headers.add(out);
    out.set(HttpHeaders.CONTENT_TYPE, asset.type().media())
        .set(HttpHeaders.CACHE_CONTROL, REVALIDATE)
        .set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .set(HttpHeaders.ETAG, asset.tag());
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (status == 200 && known != null && known.contains(asset.tag())) {
      response.setStatusCode(304).end();
      return;
    }
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    Optional<Buffer> zipped =
        accepted != null && accepted.contains("gzip") ? asset.zipped() : Optional.empty();
    if (zipped.isPresent()) {
      out.set(HttpHeaders.CONTENT_ENCODING, GZIP);
    }
    response.setStatusCode(status).end(zipped.orElse(asset.content()));
  }

  private void say(HttpServerRequest request, int status, String message) {
    headers.add(request.response().headers());
    request.response().headers().set(HttpHeaders.CONTENT_TYPE, TEXT);
    request.response().setStatusCode(status).end(message + "\n");
  }
}
