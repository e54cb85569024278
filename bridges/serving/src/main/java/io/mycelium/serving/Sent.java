package io.mycelium.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import java.time.DateTimeException;

/// What came of reading the head and the body of a call.
public sealed interface Sent {
  /// It is a call, unchecked.
  ///
  /// @param request its options are the body
  record Read(Request request) implements Sent {}

  record Unreadable(Reply.Refused why) implements Sent {}

  /// Reads a body that is a JSON object, or nothing, which stands for one without members.
  static Sent read(Head head, String command, byte[] body) {
    try {
      JsonNode given = body.length == 0 ? Json.object() : Json.parse(body);
      return given instanceof ObjectNode options
          ? new Read(head.request(command, options))
          : refused("not-an-object", "The body has to be a JSON object of options by name.");
    } catch (Json.Unreadable e) {
      return refused("bad-json", "The body cannot be read as JSON: %s.".formatted(e.getMessage()));
    } catch (DateTimeException e) {
      return refused(
          "bad-zone", "Mycelium-Zone has to be a time zone such as Europe/Paris or +02:00.");
    }
  }

  private static Sent refused(String code, String message) {
    return new Unreadable(Reply.Refused.because(Reply.Reason.INVALID, code, message));
  }
}
