package io.mycelium.bridge.slack;

import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.BlockSuggestionRequest;
import com.slack.api.bolt.request.builtin.GlobalShortcutRequest;
import com.slack.api.bolt.request.builtin.MessageShortcutRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import io.mycelium.core.json.Json;
import java.util.Map;

/// Takes in what Slack delivers, by whatever way, and answers that it arrived. It is the last of
/// Bolt's middlewares: everything is acknowledged, also what nobody handles, so that nobody in
/// Slack is told that the app failed.
final class Intake implements Middleware {
  private static final int OK = 200;

  private final Deeds deeds;
  private final Forms forms;

  Intake(Deeds deeds, Forms forms) {
    this.deeds = deeds;
    this.forms = forms;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Bolt declares it
  public Response apply(Request request, Response response, MiddlewareChain chain)
      throws Exception {
    switch (request) {
      case SlashCommandRequest said -> deeds.command(said.getPayload());
      case BlockActionRequest pressed -> deeds.action(pressed.getPayload());
      case GlobalShortcutRequest called -> deeds.shortcut(called.getPayload());
      case MessageShortcutRequest called -> deeds.shortcut(called.getPayload());
      case ViewSubmissionRequest submitted -> {
        Map<String, ?> action = forms.submit(submitted.getPayload());
        return action.isEmpty() ? Response.ok() : Response.json(OK, action);
      }
      case BlockSuggestionRequest typing -> {
        return Response.builder()
            .statusCode(OK)
            .contentType(Response.CONTENT_TYPE_APPLICATION_JSON_UTF8)
            .body(forms.suggestions(typing.getPayload()))
            .build();
      }
      default -> {
        return other(request, chain, response);
      }
    }
    return Response.ok();
  }

  private Response other(Request<?> request, MiddlewareChain chain, Response response)
      throws Exception {
    return switch (request.getRequestType()) {
      case Event -> {
        deeds.event(Json.parse(request.getRequestBodyAsString()));
        yield Response.ok();
      }
      case UrlVerification, OAuthStart, OAuthCallback -> chain.next(request);
      default -> response;
    };
  }
}
