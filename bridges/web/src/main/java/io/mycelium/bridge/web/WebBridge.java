package io.mycelium.bridge.web;

import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The web chat's side of a gateway. It has no server of its own: the gateway mounts it on the HTTP
/// bridge's, which checks host and origin first. On the event loop; what may block runs elsewhere.
public final class WebBridge {
  /// Addresses of the app, each with all that is below it.
  private static final List<String> APP = List.of("/", "/rooms", "/console", "/settings", "/help");

  private final Parts parts;
  private final Pages pages = new Pages(WebBridge.class.getClassLoader());

  public WebBridge(Parts parts) {
    this.parts = parts;
  }

  /// What serves which addresses, each with all that is below it.
  public Map<String, Handler<HttpServerRequest>> mounts(Serving serving) {
    var signIn = new SignInRoutes(parts, serving, new SignInPage(pages.headers(), parts));
    Map<String, Handler<HttpServerRequest>> mounts = new HashMap<>();
    APP.forEach(root -> mounts.put(root, pages::shell));
    mounts.put(Serving.ELSEWHERE, pages::elsewhere);
    mounts.put("/assets", pages::asset);
    mounts.put("/sign-in", signIn::signIn);
    mounts.put("/sign-out", signIn::signOut);
    mounts.put(WebRoutes.ROOT, new WebRoutes(parts, serving, routes())::serve);
    return Map.copyOf(mounts);
  }

  /// What the pages ask for beyond the HTTP interface of programs.
  private List<WebRoute> routes() {
    return List.of(
        new SessionRoute(parts),
        new PostsRoute(parts.chat()),
        new PostRoute(parts.chat()),
        new PressRoute(parts.chat()));
  }
}
