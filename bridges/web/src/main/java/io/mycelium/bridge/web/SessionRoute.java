package io.mycelium.bridge.web;

import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Session;
import io.mycelium.serving.Answer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `GET /web/session`: who is signed in and what they may do.
final class SessionRoute implements WebRoute {
  private record Body(
      Who peer, List<Permission> permissions, Optional<Shown> session, String workspace) {}

  private record Who(String id, String name, String kind, String role) {}

  private record Shown(String id, Instant since, Instant expires) {}

  private final Parts parts;

  SessionRoute(Parts parts) {
    this.parts = parts;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "session";
  }

  @Override
  public Answer answer(WebRequest request) {
    Caller caller = request.caller();
    var body =
        new Body(
            new Who(
                caller.id().value(),
                caller.name(),
                caller.kind().name().toLowerCase(Locale.ROOT),
                caller.role().word()),
            Arrays.stream(Permission.values()).filter(caller::may).toList(),
            request
                .head()
                .credential()
                .secret()
                .flatMap(parts.sessions()::find)
                .map(SessionRoute::shown),
            parts.workspace());
    return Answer.json(200, Json.writeBytes(body));
  }

  private static Shown shown(Session session) {
    return new Shown(session.id().value(), session.since(), session.expires());
  }
}
