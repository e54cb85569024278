package io.mycelium.bridge.http;

import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.vertx.core.http.HttpHeaders;

/// Replies as responses: the reply's own JSON, a status that says which kind it is, and refusals as
/// problems.
final class ReplyJson {
  private ReplyJson() {}

  private record Envelope(String request, Reply reply) {}

  static Answer answer(String request, Reply reply) {
    return switch (reply) {
      case Reply.Refused refused -> Problems.of(request, refused);
      case Reply.Accepted accepted ->
          envelope(202, request, reply)
              .with(HttpHeaders.LOCATION, Routes.EVENTS + "?subject=" + accepted.subject());
      case Reply.Text _, Reply.Card _, Reply.Table _, Reply.Form _, Reply.File _, Reply.Private _ ->
          envelope(200, request, reply);
    };
  }

  /// What a call came to, in one word, for metrics.
  static String outcome(Reply reply) {
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
