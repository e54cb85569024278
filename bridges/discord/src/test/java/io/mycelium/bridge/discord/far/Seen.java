package io.mycelium.bridge.discord.far;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A message as somebody sees it now.
///
/// @param files addresses by name
/// @param reactions user ids by emoji
/// @param ephemeral whether only this person sees it
public record Seen(
    String channel,
    String id,
    String author,
    boolean byApp,
    String content,
    JsonNode embeds,
    JsonNode components,
    Map<String, String> files,
    Map<String, List<String>> reactions,
    boolean edited,
    boolean ephemeral) {
  static Seen of(JsonNode message) {
    return new Seen(
        message.path("channel_id").asText(),
        message.path("id").asText(),
        message.path("author").path("username").asText(),
        message.path("author").path("bot").asBoolean(),
        message.path("content").asText(),
        message.path("embeds"),
        message.path("components"),
        message
            .path("attachments")
            .valueStream()
            .collect(
                Collectors.toMap(a -> a.path("filename").asText(), a -> a.path("url").asText())),
        message
            .path("reactions")
            .valueStream()
            .collect(
                Collectors.toMap(
                    r -> r.path("emoji").path("name").asText(),
                    r -> r.path("users").valueStream().map(JsonNode::asText).toList())),
        !message.path("edited_timestamp").isNull(),
        message.path("ephemeral").asBoolean());
  }

  /// All that is to be read, a line for each piece: content, embeds, text components.
  public String words() {
    List<String> words = new ArrayList<>();
    words.add(content);
    for (JsonNode embed : embeds) {
      words.add(embed.path("title").asText());
      words.add(embed.path("description").asText());
      embed
          .path("fields")
          .forEach(field -> {
            words.add(field.path("name").asText());
            words.add(field.path("value").asText());
          });
      words.add(embed.path("footer").path("text").asText());
    }
    all(components)
        .filter(each -> each.path("type").asInt() == Components.TEXT)
        .forEach(text -> words.add(text.path("content").asText()));
    return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining("\n"));
  }

  /// Labels of buttons and placeholders of selects that can be used, in order.
  public List<String> buttons() {
    return all(components).filter(Components::canBeUsed).map(Components::label).toList();
  }

  /// The component with a label.
  JsonNode component(String label) {
    return all(components)
        .filter(Components::canBeUsed)
        .filter(each -> Components.label(each).equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no " + label + " in " + components));
  }

  private static Stream<JsonNode> all(JsonNode components) {
    return components
        .valueStream()
        .flatMap(each ->
            Stream.of(Stream.of(each), all(each.path("components")), accessory(each))
                .flatMap(s -> s));
  }

  private static Stream<JsonNode> accessory(JsonNode section) {
    return section.has("accessory") ? Stream.of(section.get("accessory")) : Stream.of();
  }
}
