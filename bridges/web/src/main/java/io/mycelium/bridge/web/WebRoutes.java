package io.mycelium.bridge.web;

import io.mycelium.core.peer.Caller;
import io.mycelium.core.pipeline.Identify.Identified;
import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Credential;
import io.mycelium.serving.Head;
import io.mycelium.serving.JsonPost;
import io.mycelium.serving.Problems;
import io.mycelium.serving.ReplyJson;
import io.mycelium.serving.Responses;
import io.mycelium.serving.Serving;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// All addresses below `/web`: finds the route, checks where the request comes from and who makes
/// it, and lets the route answer off the event loop.
final class WebRoutes {
  static final String ROOT = "/web";

  private static final String ANY = "*";

  private final Parts parts;
  private final Serving serving;
  private final List<WebRoute> routes;

  /// A route that fits an address, with what stood for its stars.
  private record Found(WebRoute route, List<String> segments) {}

  WebRoutes(Parts parts, Serving serving, List<WebRoute> routes) {
    this.parts = parts;
    this.serving = serving;
    this.routes = List.copyOf(routes);
  }

  /// On the event loop.
  void serve(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "");
    Optional<Found> found = routes.stream().flatMap(route -> fit(route, path).stream()).findFirst();
    if (found.isEmpty()) {
      Responses.send(request.response(), unknown());
    } else if (!found.get().route().method().equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod(found.get().route().method().name()));
    } else {
      serve(request, found.get());
    }
  }

  private static Optional<Found> fit(WebRoute route, String path) {
    String[] wanted = route.path().split("/", -1);
    String[] given = path.substring(Math.min(path.length(), ROOT.length() + 1)).split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals(ANY)) {
        segments.add(decoded(given[i]));
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(new Found(route, segments));
  }

  /// A segment that cannot be decoded is left as it is and names nothing.
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  private void serve(HttpServerRequest request, Found found) {
    Credential credential = parts.credentials().of(request);
    boolean changes = HttpMethod.POST.equals(request.method());
    Optional<Answer> refusal =
        changes
            ? JsonPost.refuse(request, credential, parts.credentials())
            : parts.credentials().refuseRead(request, credential);
    if (refusal.isPresent()) {
      Responses.send(request.response(), refusal.get());
      return;
    }
    Head head = Head.of(request, credential, parts.ids());
    MultiMap parameters = request.params();
    if (changes) {
      Body.read(
          request,
          serving.maxBodyBytes(),
          body -> begin(request, found, head, parameters, Buffer.buffer(body)),
          serving.slow().reading(request));
    } else {
      begin(request, found, head, parameters, Buffer.buffer());
    }
  }

  private void begin(
      HttpServerRequest request, Found found, Head head, MultiMap parameters, Buffer body) {
    serving
        .calls()
        .answer(
            request,
            head.shownId(),
            () ->
                parts
                    .credentials()
                    .renewing(head.credential(), answer(found, head, parameters, body)));
  }

  private Answer answer(Found found, Head head, MultiMap parameters, Buffer body) {
    return switch (parts.identify().identify(head.credential().secret(), head.origin())) {
      case Identified.Unknown(var reply) -> ReplyJson.answer("", reply);
      case Identified.Known(Caller caller) ->
          found.route().answer(new WebRequest(caller, head, found.segments(), parameters, body));
    };
  }

  private static Answer unknown() {
    return Problems.of(
        Reply.Reason.NOT_FOUND, "unknown-route", "There is nothing at this address.");
  }
}
