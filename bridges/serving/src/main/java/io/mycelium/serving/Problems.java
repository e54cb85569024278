package io.mycelium.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.Reply;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Refusals as problem documents (RFC 9457). The `code` is what programs act on.
public final class Problems {
  private static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer");
  private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

  private Problems() {}

  /// The document. The type is `about:blank`, so the title is the status's phrase.
  private record Problem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      Optional<String> request,
      List<FieldError> fields,
      Optional<Long> retryAfterMs,
      List<Action> ways,
      Optional<String> confirm) {}

  public static Answer of(String request, Reply.Refused refused) {
    return of(refused, Json.writeBytes(problem(request, refused)));
  }

  /// A refusal with one more member.
  public static Answer of(String request, Reply.Refused refused, String member, JsonNode value) {
    ObjectNode document = Json.tree(problem(request, refused));
    return of(refused, Json.writeBytes(document.set(member, value)));
  }

  private static Answer of(Reply.Refused refused, byte[] document) {
    return new Answer(
        status(refused.reason()), Answer.PROBLEM, Buffer.buffer(document), headers(refused));
  }

  private static Problem problem(String request, Reply.Refused refused) {
    int status = status(refused.reason());
    return new Problem(
        "about:blank",
        title(status),
        status,
        refused.message(),
        refused.code(),
        request.isEmpty() ? Optional.empty() : Optional.of(request),
        refused.fields(),
        refused.retryAfter().map(Duration::toMillis),
        refused.ways(),
        refused.confirm());
  }

  /// A refusal that concerns no call.
  public static Answer of(Reply.Reason reason, String code, String message) {
    return of("", Reply.Refused.because(reason, code, message));
  }

  /// A refusal of HTTP's own.
  public static Answer of(int status, String code, String message) {
    return new Answer(status, Answer.PROBLEM, body(status, code, message, ""), Map.of());
  }

  /// The address takes other methods.
  public static Answer wrongMethod(String allowed) {
    return of(405, "wrong-method", "This address takes %s only.".formatted(allowed))
        .with(HttpHeaders.ALLOW, allowed);
  }

  /// A call that ended in a fault of ours, which the log tells of under the request's id.
  public static Answer fault(String request) {
    return new Answer(
        500,
        Answer.PROBLEM,
        body(
            500,
            "internal",
            "Something went wrong here; the gateway's log tells more under '%s'."
                .formatted(request),
            request),
        Map.of());
  }

  /// The bridge is about to end.
  public static Answer stopping() {
    return new Answer(
        503,
        Answer.PROBLEM,
        body(503, "stopping", "This gateway is stopping; try again in a moment.", ""),
        Map.of(HttpHeaders.CONNECTION, CLOSE, HttpHeaders.RETRY_AFTER, "1"));
  }

  private static Buffer body(int status, String code, String message, String request) {
    return Buffer.buffer(
        Json.writeBytes(
            new Problem(
                "about:blank",
                title(status),
                status,
                message,
                code,
                request.isEmpty() ? Optional.empty() : Optional.of(request),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty())));
  }

  private static Map<CharSequence, CharSequence> headers(Reply.Refused refused) {
    if (refused.reason() == Reply.Reason.UNAUTHENTICATED) {
      return Map.of(AUTHENTICATE, BEARER);
    }
    return refused
        .retryAfter()
        .<Map<CharSequence, CharSequence>>map(wait ->
            Map.of(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds())))
        .orElse(
            refused.reason() == Reply.Reason.BUSY
                ? Map.of(HttpHeaders.RETRY_AFTER, "1")
                : Map.of());
  }

  public static int status(Reply.Reason reason) {
    return switch (reason) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case REUSED -> 422;
      case UNCONFIRMED -> 428;
      case BUSY -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  public static String word(Reply.Reason reason) {
    return switch (reason) {
      case INVALID -> "invalid";
      case UNAUTHENTICATED -> "unauthenticated";
      case FORBIDDEN -> "forbidden";
      case NOT_FOUND -> "not-found";
      case CONFLICT -> "conflict";
      case REUSED -> "reused";
      case UNCONFIRMED -> "unconfirmed";
      case BUSY -> "busy";
      case UNAVAILABLE -> "unavailable";
    };
  }

  public static String title(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
