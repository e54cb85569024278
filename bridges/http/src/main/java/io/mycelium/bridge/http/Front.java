package io.mycelium.bridge.http;

import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Problems;
import io.mycelium.serving.Responses;
import io.mycelium.serving.SlowClients;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/// Takes every request in and hands it to its route: commands first, then the other routes of this
/// bridge, then what is mounted. On the event loop.
final class Front implements Handler<HttpServerRequest> {
  /// Serves a route.
  @FunctionalInterface
  interface Route {
    void serve(HttpServerRequest request);
  }

  private final Hosts hosts;
  private final Origins origins;
  private final SlowClients slow;
  private final Commands commands;
  private final Upload upload;
  private final Blob blobs;
  private final Map<String, Route> exact;
  private final Mounts mounts;
  private volatile boolean stopping;

  Front(
      Settings settings,
      SlowClients slow,
      Commands commands,
      Upload upload,
      Blob blobs,
      Map<String, Route> exact,
      Mounts mounts) {
    this.hosts = new Hosts(settings);
    this.origins = new Origins(settings);
    this.slow = slow;
    this.commands = commands;
    this.upload = upload;
    this.blobs = blobs;
    this.exact = Map.copyOf(exact);
    this.mounts = mounts;
  }

  /// From now on answers with 503, but for `/healthz` and `/metrics`.
  void stop() {
    stopping = true;
  }

  boolean stopping() {
    return stopping;
  }

  @Override
  public void handle(HttpServerRequest request) {
    slow.arrived(request);
    if (!hosts.allow(request)) {
      Responses.send(request.response(), wrongHost());
      return;
    }
    if (origins.settle(request)) {
      return;
    }
    String path = request.path() == null ? "" : request.path();
    if (stopping && !path.equals(Routes.HEALTH) && !path.equals(Routes.METRICS)) {
      Responses.send(request.response(), Problems.stopping());
    } else if (below(path, Routes.COMMANDS)) {
      commands.handle(request, path.substring(Routes.COMMANDS.length()));
    } else if (path.equals(Routes.UPLOAD)) {
      upload.serve(request);
    } else {
      others(request, path);
    }
  }

  private void others(HttpServerRequest request, String path) {
    Route route =
        below(path, Routes.BLOBS)
            ? r -> blobs.serve(r, path.substring(Routes.BLOBS.length()))
            : exact.get(path);
    if (route == null && mounts.serve(request, path)) {
      return;
    }
    if (route == null) {
      Responses.send(request.response(), unknownRoute());
    } else if (!HttpMethod.GET.equals(request.method())
        && !HttpMethod.HEAD.equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod("GET"));
    } else {
      route.serve(request);
    }
  }

  private static boolean below(String path, String prefix) {
    return path.length() > prefix.length()
        && path.startsWith(prefix)
        && path.indexOf('/', prefix.length()) < 0;
  }

  private static Answer unknownRoute() {
    return Problems.of(
        Reply.Reason.NOT_FOUND,
        "unknown-route",
        "There is nothing at this address; %s lists all that there is.".formatted(Routes.OPENAPI));
  }

  private static Answer wrongHost() {
    return Problems.of(
        421,
        "wrong-host",
        "This gateway answers to localhost and to the name in its configuration (http.url) only.");
  }
}
