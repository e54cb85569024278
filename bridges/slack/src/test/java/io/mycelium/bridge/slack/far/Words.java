package io.mycelium.bridge.slack.far;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Text between what people type and read and what goes over the wire.
final class Words {
  private static final Pattern TYPED =
      Pattern.compile("(?<![\\w.@])@([\\w.-]+)|(?<![\\w#&])#([\\w-]+)|https?://[^\\s<>]+");

  private Words() {}

  /// What Slack makes of what somebody types: markup escaped; names, channels and links marked.
  static String typed(Team team, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return TYPED
        .matcher(escaped)
        .replaceAll(found -> Matcher.quoteReplacement(marked(team, found)));
  }

  private static String marked(Team team, MatchResult found) {
    String whole = found.group();
    if (found.group(1) != null) {
      String name = found.group(1);
      return switch (name) {
        case "channel", "here", "everyone" -> "<!" + name + ">";
        default ->
            team.accounts.values().stream()
                .filter(account -> account.handle.equals(name))
                .findFirst()
                .map(account -> "<@" + account.id + ">")
                .orElse(whole);
      };
    }
    if (found.group(2) != null) {
      return team.conversationNamed(found.group(2))
          .filter(c -> c.kind == Conversation.Kind.PUBLIC)
          .map(c -> "<#" + c.id + "|" + c.name + ">")
          .orElse(whole);
    }
    return "<" + whole + ">";
  }

  /// All that somebody reads in a message or view, a line for each piece of text.
  static String read(JsonElement of) {
    return pieces(of)
        .filter(text -> !text.isEmpty())
        .map(Words::unescaped)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> pieces(JsonElement of) {
    if (of.isJsonArray()) {
      return of.getAsJsonArray().asList().stream().flatMap(Words::pieces);
    }
    if (!of.isJsonObject()) {
      return Stream.of();
    }
    JsonObject object = of.getAsJsonObject();
    JsonElement text = Tree.at(object, "text");
    Stream<String> own =
        text.isJsonPrimitive()
            ? Stream.of(text.getAsString())
            : Stream.of(Tree.text(object, "value"));
    if (!List.of("mrkdwn", "plain_text", "text", "raw_text", "markdown")
        .contains(Tree.text(object, "type"))) {
      own = Stream.of();
    }
    Stream<JsonElement> parts =
        Stream.of(
                "title",
                "text",
                "label",
                "hint",
                "fields",
                "elements",
                "accessory",
                "element",
                "rows",
                "options",
                "blocks",
                "columns")
            .map(name -> Tree.at(object, name))
            .filter(part -> !part.isJsonPrimitive());
    return Stream.concat(own, parts.flatMap(Words::pieces));
  }

  static String unescaped(String text) {
    UnaryOperator<String> undo =
        t -> t.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return undo.apply(text);
  }

  /// The first element with a label, anywhere in blocks, together with its block.
  record Found(JsonObject block, JsonObject element) {}

  static Optional<Found> element(JsonElement blocks, String label) {
    return elements(blocks).filter(found -> label.equals(label(found.element()))).findFirst();
  }

  static Stream<Found> elements(JsonElement blocks) {
    return Tree.objects(Tree.of("blocks", blocks), "blocks")
        .flatMap(block ->
            Stream.of(
                    Tree.objects(block, "elements"),
                    Tree.objects(
                        Tree.of("of", Tree.list(Stream.of(Tree.at(block, "accessory")))), "of"))
                .flatMap(each -> each)
                .filter(BlockLimits::acts)
                .map(element -> new Found(block, element)));
  }

  /// What somebody reads on a button or in an empty select.
  static String label(JsonObject element) {
    String text = Tree.text(element, "text", "text");
    return unescaped(text.isEmpty() ? Tree.text(element, "placeholder", "text") : text);
  }
}
