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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Slack calls us over HTTP. What it does not prove with its signature, made within the last
/// five minutes over the body as it came, is refused before it is looked at.
final class SlackDoor implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(SlackDoor.class);
  private static final String NAME = "slack";
  private static final int FAULT = 500;

  private final App app;
  private final SlackRequestParser parser;
  private final Serving serving;

  /// @param app that checks signatures
  SlackDoor(App app, Serving serving) {
    this.app = app;
    this.parser = new SlackRequestParser(app.config());
    this.serving = serving;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod("POST"));
      return;
    }
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
                    () -> answer(String.valueOf(request.path()), headers, body, remote)),
        () -> LOG.trace("a body has come"));
  }

  private Answer answer(
      String path, Map<String, List<String>> headers, byte[] body, String remote) {
    var http =
        SlackRequestParser.HttpRequest.builder()
            .requestUri(path)
            .queryString(Map.of())
            .headers(new RequestHeaders(headers))
            .requestBody(new String(body, StandardCharsets.UTF_8))
            .remoteAddress(remote)
            .build();
    try {
      return answer(app.run(parser.parse(http)));
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
