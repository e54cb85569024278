package io.mycelium.bridge.web;

import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The web chat's side of a gateway. It has no server of its own: the gateway mounts it on the HTTP
/// bridge's, which checks host and origin first. On the event loop; what may block runs elsewhere.
public final class WebBridge {
  private static final String ASSETS = "/assets";

  private final Map<String, Handler<HttpServerRequest>> mounts;

  public WebBridge() {
    var pages = new Pages(WebBridge.class.getClassLoader());
    Map<String, Handler<HttpServerRequest>> all = new HashMap<>();
    for (String root : new String[] {"/", "/rooms", "/console", "/settings", "/help"}) {
      all.put(root, pages::shell);
    }
    all.put(ASSETS, request -> pages.asset(request, below(request, ASSETS)));
    mounts = Map.copyOf(all);
  }

  /// What serves which addresses, each with all that is below it.
  public Map<String, Handler<HttpServerRequest>> mounts(Serving serving) {
    return mounts;
  }

  private static String below(HttpServerRequest request, String mount) {
    String path = Objects.requireNonNullElse(request.path(), "");
    return path.length() > mount.length() ? path.substring(mount.length() + 1) : "";
  }
}
