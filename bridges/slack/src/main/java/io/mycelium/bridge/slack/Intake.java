package io.mycelium.bridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
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
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in what Slack delivers, by whatever way, and answers that it arrived. It is the last of
/// Bolt's middlewares: everything is acknowledged, also what nobody handles, so that nobody in
/// Slack is told that the app failed.
final class Intake implements Middleware {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int OK = 200;

  /// What Slack tells when somebody has removed us.
  private static final Set<String> REMOVED = Set.of("app_uninstalled", "tokens_revoked");

  private final Workspaces workspaces;
  private final Executor threads;

  /// @param threads virtual ones
  Intake(Workspaces workspaces, Executor threads) {
    this.workspaces = workspaces;
    this.threads = threads;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Bolt declares it
  public Response apply(Request request, Response response, MiddlewareChain chain)
      throws Exception {
    switch (request) {
      case SlashCommandRequest said ->
          at(said.getPayload().getTeamId(), w -> w.deeds().command(said.getPayload()));
      case BlockActionRequest pressed ->
          at(pressed.getPayload().getTeam().getId(), w -> w.deeds().action(pressed.getPayload()));
      case GlobalShortcutRequest called ->
          at(called.getPayload().getTeam().getId(), w -> w.deeds().shortcut(called.getPayload()));
      case MessageShortcutRequest called ->
          at(called.getPayload().getTeam().getId(), w -> w.deeds().shortcut(called.getPayload()));
      case ViewSubmissionRequest submitted -> {
        return submitted(submitted.getPayload());
      }
      case BlockSuggestionRequest typing -> {
        return suggested(typing.getPayload());
      }
      default -> {
        return other(request, chain, response);
      }
    }
    return Response.ok();
  }

  private void at(String team, Consumer<Workspace> deed) {
    workspaces
        .telling(team)
        .ifPresentOrElse(
            deed, () -> LOG.warn("Slack tells of the workspace {}, which we are not in", team));
  }

  private Response submitted(ViewSubmissionPayload form) {
    Map<String, ?> action =
        workspaces
            .telling(form.getTeam().getId())
            .<Map<String, ?>>map(workspace -> workspace.forms().submit(form))
            .orElse(Map.of());
    return action.isEmpty() ? Response.ok() : Response.json(OK, action);
  }

  private Response suggested(BlockSuggestionPayload typing) {
    String options =
        workspaces
            .telling(typing.getTeam().getId())
            .map(workspace -> workspace.forms().suggestions(typing))
            .orElse("{\"options\":[]}");
    return Response.builder()
        .statusCode(OK)
        .contentType(Response.CONTENT_TYPE_APPLICATION_JSON_UTF8)
        .body(options)
        .build();
  }

  private void event(JsonNode body) {
    at(
        body.path("team_id").asText(),
        workspace -> {
          if (REMOVED.contains(body.path("event").path("type").asText())) {
            threads.execute(() -> workspaces.doubt(workspace));
          } else {
            workspace.deeds().event(body);
          }
        });
  }

  private Response other(Request<?> request, MiddlewareChain chain, Response response)
      throws Exception {
    return switch (request.getRequestType()) {
      case Event -> {
        event(Json.parse(request.getRequestBodyAsString()));
        yield Response.ok();
      }
      case UrlVerification -> chain.next(request);
      default -> response;
    };
  }
}
