package io.mycelium.core.room;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What the tokens of a post's buttons are made with: 128 random bits that are kept with the post
/// and leave the store for nothing else, neither in an event nor in an answer.
///
/// @param value 32 hexadecimal digits
public record Seal(@JsonValue String value) {
  private static final int DIGITS = 32;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Seal {
    if (value.length() != DIGITS
        || !value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException("a seal has 32 hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return "a seal";
  }
}
