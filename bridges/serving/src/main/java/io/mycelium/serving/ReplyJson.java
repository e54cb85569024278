package io.mycelium.serving;

import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.vertx.core.http.HttpHeaders;

/// Replies as responses: the reply's own JSON, a status that says which kind it is, and refusals as
/// problems.
public final class ReplyJson {
  /// Where a client hears of the end of what was taken on.
  private static final String EVENTS = "/api/v1/events";

  private ReplyJson() {}

  private record Envelope(String request, Reply reply) {}

  public static Answer answer(String request, Reply reply) {
    return switch (reply) {
      case Reply.Refused refused -> Problems.of(request, refused);
      case Reply.Accepted accepted ->
          envelope(202, request, reply)
              .with(HttpHeaders.LOCATION, EVENTS + "?subject=" + accepted.subject());
      case Reply.Text _, Reply.Card _, Reply.Table _, Reply.Form _, Reply.File _, Reply.Private _ ->
          envelope(200, request, reply);
    };
  }

  /// What a call came to, in one word, for metrics.
  public static String outcome(Reply reply) {
    return switch (reply) {
      case Reply.Refused refused -> Problems.word(refused.reason());
      case Reply.Accepted _ -> "accepted";
      case Reply.Text _, Reply.Card _, Reply.Table _, Reply.Form _, Reply.File _, Reply.Private _ ->
          "ok";
    };
  }

  private static Answer envelope(int status, String request, Reply reply) {
    return Answer.json(status, Json.writeBytes(new Envelope(request, reply)));
  }
}
