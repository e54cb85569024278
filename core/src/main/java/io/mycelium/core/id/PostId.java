package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/// Identifies a post.
public record PostId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "pst_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PostId {
    Id.check(value, PREFIX);
  }

  /// A post by the id that a stranger gave; nothing when it can be no post's id.
  public static Optional<PostId> read(String text) {
    return Id.read(text, PostId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
