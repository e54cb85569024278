package io.mycelium.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Draws every kind of reply. A kind that only a newer gateway knows is shown as JSON.
public final class ReplyText {
  private static final Pattern CODE =
      Pattern.compile("```\\w*\n((?:(?!```).)*)\n```", Pattern.DOTALL);

  private final Screen screen;
  private final Spelling spelling;

  public ReplyText(Screen screen, Spelling spelling) {
    this.screen = screen;
    this.spelling = spelling;
  }

  /// The reply as text, without a line feed at its end.
  public String draw(JsonNode reply) {
    return switch (reply.path("kind").asText("")) {
      case "text" -> text(Trees.text(reply, "markdown"));
      case "card" -> card(reply);
      case "table" -> new TableText(screen, spelling).draw(reply);
      case "form" -> form(reply);
      case "file" -> FileText.draw(reply, spelling);
      case "accepted" -> card(reply.path("card"));
      case "refused" -> ProblemText.refusal(reply, "message", screen, spelling);
      case "private" -> secret(reply);
      default -> Trees.text(Trees.object().put("reply", Trees.print(reply)), "reply");
    };
  }

  /// A text that is nothing but code is for another program: it comes without its fence.
  private String text(String markdown) {
    Matcher code = CODE.matcher(markdown.strip());
    return code.matches() ? code.group(1) : Markdown.draw(markdown, screen);
  }

  private String card(JsonNode card) {
    return new CardText(screen, spelling).draw(card);
  }

  private String form(JsonNode form) {
    var call = Trees.object();
    call.put("command", form.path("submit").asText("")).set("options", form.path("prefill"));
    return screen.ink().paint(Ink.Style.BOLD, Trees.line(form, "title"))
        + spelling.line(call).map(line -> "\n  " + line + " ...").orElse("");
  }

  private String secret(JsonNode reply) {
    String inner = draw(reply.path("reply"));
    return reply.path("secret").asBoolean(false)
        ? inner
            + "\n\n"
            + screen.ink().paint(Ink.Style.DIM, "It is shown this once; keep it somewhere safe.")
        : inner;
  }
}
