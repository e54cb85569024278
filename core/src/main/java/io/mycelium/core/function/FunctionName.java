package io.mycelium.core.function;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A function's name: the noun of its commands, or the name of its folder.
public record FunctionName(@JsonValue String value) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FunctionName {
    if (value.length() > 32 || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a function's name has at most 32 of a-z, 0-9 and '-', and starts with a letter");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
