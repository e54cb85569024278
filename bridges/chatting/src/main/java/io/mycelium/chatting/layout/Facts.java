package io.mycelium.chatting.layout;

import io.mycelium.chatting.text.Links;
import io.mycelium.chatting.text.Span;
import io.mycelium.core.reply.Field;
import java.util.List;
import java.util.Set;

/// How the value of a field is said.
public final class Facts {
  /// What somebody copies.
  private static final Set<String> COPIED =
      Set.of("id", "command", "digest", "package", "key", "secret", "code");

  private Facts() {}

  /// A link where it is an address, code where somebody has to copy it, else words.
  public static List<Span> value(Field field) {
    String value = field.value().strip();
    if (Links.web(value).isPresent()) {
      return List.of(new Span.Link(value, List.of(new Span.Words(value))));
    }
    return COPIED.contains(field.key()) && value.lines().count() == 1
        ? List.of(new Span.Code(value))
        : Span.of(value);
  }
}
