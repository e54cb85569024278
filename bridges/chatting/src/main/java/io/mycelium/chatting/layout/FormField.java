package io.mycelium.chatting.layout;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.command.Option;
import java.util.Optional;

/// One input of a form.
///
/// @param initial what stands there at first, in canonical form
public record FormField(Option option, Optional<JsonNode> initial) {
  /// Whether a form without it cannot be sent.
  public boolean needed() {
    return option.required() && option.standard().isEmpty();
  }

  /// Whether it is on at first, for a flag.
  public boolean on() {
    return initial.filter(JsonNode::asBoolean).isPresent();
  }

  /// What stands there at first, as text; nothing when it is nothing.
  public String text() {
    return initial.filter(JsonNode::isValueNode).map(JsonNode::asText).orElse("");
  }

  /// What it is and what it takes.
  public String hint() {
    String help = option.help().strip();
    String allowed = option.allowed();
    return help.isEmpty()
        ? allowed
        : help + (help.endsWith(".") || help.endsWith("?") ? " " : "; ") + allowed;
  }
}
