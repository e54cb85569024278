package io.mycelium.cli.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.json.Trees;
import java.util.List;

/// Why a call came to nothing.
///
/// @param document the problem as a program reads it, of the form in which a gateway refuses
/// @param hints sentences of this side that help a person on
public record Problem(ExitCode exit, JsonNode document, List<String> hints) {
  public Problem {
    hints = List.copyOf(hints);
  }

  /// A refusal of the gateway.
  public static Problem refused(int status, JsonNode document) {
    return new Problem(ExitCode.ofStatus(status), document, List.of());
  }

  /// A problem that was found on this side.
  ///
  /// @param code kebab case, stable, for programs
  /// @param detail a sentence for people that says what to do
  public static Problem local(ExitCode exit, String code, String detail) {
    ObjectNode document =
        Trees.object()
            .put("type", "about:blank")
            .put("title", title(exit))
            .put("detail", detail)
            .put("code", code);
    return new Problem(exit, document, List.of());
  }

  /// The same, with one more sentence for people.
  public Problem hint(String sentence) {
    List<String> more = new java.util.ArrayList<>(hints);
    more.add(sentence);
    return new Problem(exit, document, more);
  }

  /// The code of the refusal; empty when it has none.
  public String code() {
    return document.path("code").asText("");
  }

  /// Ends the call with this problem.
  public Stopped stop() {
    return new Stopped(this);
  }

  private static String title(ExitCode exit) {
    return switch (exit) {
      case OK -> "OK";
      case USAGE -> "Bad Request";
      case REFUSED -> "Refused";
      case FORBIDDEN -> "Forbidden";
      case CONFLICT -> "Conflict";
      case UNAVAILABLE -> "Unavailable";
      case INTERNAL -> "Internal Error";
    };
  }
}
