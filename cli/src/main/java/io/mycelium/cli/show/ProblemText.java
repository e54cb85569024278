package io.mycelium.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.Problem;
import java.util.Optional;

/// Draws why a call came to nothing, and what to do.
public final class ProblemText {
  private ProblemText() {}

  /// Draws a problem: its sentence, the options that are wrong, what to type instead.
  ///
  /// @param spelling nothing when no catalogue is at hand
  /// @return without a line feed at its end
  public static String draw(Problem problem, Screen screen, Optional<Spelling> spelling) {
    var out = new StringBuilder(message(problem.document(), "detail", screen));
    details(problem.document(), spelling, out);
    for (String hint : problem.hints()) {
      out.append('\n').append(hint);
    }
    return out.toString();
  }

  /// Draws a refusal that is a reply.
  static String refusal(JsonNode refusal, String message, Screen screen, Spelling spelling) {
    var out = new StringBuilder(message(refusal, message, screen));
    details(refusal, Optional.of(spelling), out);
    return out.toString();
  }

  private static String message(JsonNode refusal, String field, Screen screen) {
    return screen.ink().paint(Ink.Style.RED, Trees.text(refusal, field));
  }

  private static void details(JsonNode refusal, Optional<Spelling> spelling, StringBuilder out) {
    String message = Trees.oneLine(out.toString());
    for (JsonNode field : refusal.path("fields")) {
      String sentence = sentence(field);
      if (!message.contains(sentence)) {
        out.append("\n  ").append(sentence);
      }
    }
    long wait = refusal.path("retryAfterMs").asLong(0);
    if (wait > 0 && !message.contains("again in")) {
      out.append("\nTry again in ")
          .append(wait < 1_000 ? wait + " ms." : (wait + 999) / 1_000 + " s.");
    }
    if (refusal.has("confirm")) {
      // The way is the same call once more; it takes a word that only this side knows.
      return;
    }
    for (JsonNode way : refusal.path("ways")) {
      String line = spelling.flatMap(s -> s.line(way.path("call"))).orElse("");
      if (!line.isEmpty()) {
        out.append("\n  ").append(Trees.line(way, "label")).append(": ").append(line);
      }
    }
  }

  /// As the gateway's sentence has it for the first one.
  private static String sentence(JsonNode field) {
    String option = Trees.line(field, "option");
    String message = Trees.line(field, "message");
    return option.isEmpty()
        ? message
        : "Option '%s' %s%s".formatted(option, message, message.endsWith("?") ? "" : ".");
  }
}
