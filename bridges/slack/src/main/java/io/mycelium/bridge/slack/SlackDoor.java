package io.mycelium.bridge.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Head;
import io.mycelium.serving.Problems;
import io.mycelium.serving.Responses;
import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Slack calls us over HTTP, and where it sends the browsers of those who let us in. A call
/// that Slack does not prove to be its own by its signature, made within the last five minutes over
/// the body as it came, is refused before it is looked at.
final class SlackDoor implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(SlackDoor.class);
  private static final String NAME = "slack";
  private static final int FAULT = 500;

  /// Where browsers come to.
  static final String LANDING = "/slack/oauth";

  private final Optional<App> signed;
  private final Optional<Installing> installing;
  private final Serving serving;

  /// @param signed checks signatures; nothing where Slack does not call over HTTP
  /// @param installing nothing where no workspace can let us in
  SlackDoor(Optional<App> signed, Optional<Installing> installing, Serving serving) {
    this.signed = signed;
    this.installing = installing;
    this.serving = serving;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (LANDING.equals(request.path()) && installing.isPresent()) {
      land(request, installing.get());
    } else if (!HttpMethod.POST.equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod("POST"));
    } else if (signed.isEmpty()) {
      Responses.send(
          request.response(),
          Problems.of(
              Reply.Reason.NOT_FOUND,
              "not-signed",
              "Slack calls this gateway by Socket Mode; slack.signing-secret-file is not configured."));
    } else {
      call(request, signed.get());
    }
  }

  private void land(HttpServerRequest request, Installing installing) {
    if (!HttpMethod.GET.equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod("GET"));
      return;
    }
    Optional<String> state = Optional.ofNullable(request.getParam("state"));
    Optional<String> code = Optional.ofNullable(request.getParam("code"));
    Optional<String> error = Optional.ofNullable(request.getParam("error"));
    serving.calls().answer(request, NAME, () -> installing.answer(state, code, error));
  }

  private void call(HttpServerRequest request, App app) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    String remote = Head.origin(request);
    Body.read(
        request,
        serving.maxBodyBytes(),
        body ->
            serving
                .calls()
                .answer(
                    request,
                    NAME,
                    () -> answer(app, String.valueOf(request.path()), headers, body, remote)),
        () -> LOG.trace("a body has come"));
  }

  private static Answer answer(
      App app, String path, Map<String, List<String>> headers, byte[] body, String remote) {
    var http =
        SlackRequestParser.HttpRequest.builder()
            .requestUri(path)
            .queryString(Map.of())
            .headers(new RequestHeaders(headers))
            .requestBody(new String(body, StandardCharsets.UTF_8))
            .remoteAddress(remote)
            .build();
    try {
      return answer(app.run(new SlackRequestParser(app.config()).parse(http)));
    } catch (Exception e) {
      LOG.warn("a call from {} that says it is Slack's cannot be read: {}", remote, e.toString());
      return Problems.of(Reply.Reason.INVALID, "not-slack", "This is no call of Slack's.");
    }
  }

  private static Answer answer(Response response) {
    String type = response.getContentType() == null ? "text/plain" : response.getContentType();
    String body = response.getBody() == null ? "" : response.getBody();
    int status = response.getStatusCode() == null ? FAULT : response.getStatusCode();
    return new Answer(status, type, Buffer.buffer(body), Map.of());
  }
}
