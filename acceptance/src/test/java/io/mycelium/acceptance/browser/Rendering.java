package io.mycelium.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.SurfaceStep;
import io.mycelium.acceptance.bridge.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// How a reply has to look on the page: the same words, cells and files, whatever the layout.
sealed interface Rendering {
  boolean isShownBy(Shown shown);

  /// Words of a text or of a refusal; what only marks them up is not compared.
  record Words(String words) implements Rendering {
    @Override
    public boolean isShownBy(Shown shown) {
      return letters(shown.text()).contains(letters(words));
    }

    private static String letters(String text) {
      return SurfaceStep.plain(text.replaceAll("(?m)^```\\w+$", ""))
          .replaceAll("\\]\\([^)]*\\)", "")
          .replaceAll("(?m)^\\d+\\. ", "")
          .replaceAll("[^\\p{L}\\p{N}]+", " ")
          .strip();
    }
  }

  /// A card. A room shows its main fields, an answer to one person shows all.
  record Card(String title, String state, Words words, Map<String, String> fields)
      implements Rendering {
    @Override
    public boolean isShownBy(Shown shown) {
      boolean alone = shown.author().isEmpty();
      return shown.title().equals(title)
          && shown.state().equals(state)
          && words.isShownBy(shown)
          && fields.entrySet().containsAll(plain(shown.fields()).entrySet())
          && (!alone || shown.fields().size() == fields.size());
    }

    private static Map<String, String> plain(Map<String, String> fields) {
      Map<String, String> plain = new LinkedHashMap<>();
      fields.forEach((label, value) -> plain.put(label, spaced(value)));
      return plain;
    }
  }

  /// What somebody said, as itself, with what hangs on it.
  record Said(String author, Words words, List<String> files) implements Rendering {
    private static final Pattern FILE =
        Pattern.compile("(?m)^(.+) \\(\\d+ bytes\\)(: [0-9a-f]{64})?$");

    private static Said of(String author, String markdown) {
      List<String> files = FILE.matcher(markdown).results().map(m -> m.group(1)).toList();
      return new Said(author, new Words(FILE.matcher(markdown).replaceAll("")), files);
    }

    @Override
    public boolean isShownBy(Shown shown) {
      return shown.author().equals(author) && words.isShownBy(shown) && shown.files().equals(files);
    }
  }

  /// A table with its heads, row by row.
  record Table(List<List<String>> rows) implements Rendering {
    @Override
    public boolean isShownBy(Shown shown) {
      return shown.table().stream()
          .map(row -> row.stream().map(Rendering::spaced).toList())
          .toList()
          .equals(rows);
    }
  }

  static Rendering of(JsonNode reply) {
    return switch (reply.path("kind").asText()) {
      case "text" -> new Words(reply.path("markdown").asText());
      case "card" -> card(reply);
      case "accepted" -> card(reply.path("card"));
      case "table" -> table(reply);
      case "private" -> of(reply.path("reply"));
      case "" -> new Words(reply.path("detail").asText());
      default -> throw new IllegalStateException("no rendering of " + reply);
    };
  }

  private static Rendering card(JsonNode card) {
    String markdown = card.path("markdown").asText();
    if (card.path("subject").path("type").asText().equals("post")) {
      return Said.of(card.path("title").asText(), markdown);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    card.path("fields")
        .forEach(f -> fields.put(f.path("label").asText(), spaced(f.path("value").asText())));
    return new Card(
        spaced(card.path("title").asText()),
        card.path("state").asText(""),
        new Words(markdown),
        fields);
  }

  private static Rendering table(JsonNode table) {
    if (table.path("rows").isEmpty()) {
      return new Words(table.path("empty").asText());
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(texts(table.path("columns"), "label"));
    table.path("rows").forEach(row -> rows.add(texts(row, "")));
    return new Table(rows);
  }

  private static List<String> texts(JsonNode array, String key) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(n -> spaced((key.isEmpty() ? n : n.path(key)).asText()))
        .toList();
  }

  private static String spaced(String text) {
    return SurfaceStep.plain(text).replaceAll("\\s+", " ").strip();
  }
}
