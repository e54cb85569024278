package io.mycelium.core.reply;

import java.util.List;

/// What is wrong with one option.
///
/// @param option its name; empty when the problem lies in how several options go together
/// @param given what was given, shortened and safe to show; empty when nothing was
/// @param allowed what the option takes, in words
/// @param message the predicate of a sentence whose subject is the option
/// @param near names or values that were probably meant
public record FieldError(
    String option, String given, String allowed, String message, List<String> near) {
  public FieldError {
    near = List.copyOf(near);
  }

  /// The whole sentence.
  public String sentence() {
    return option.isEmpty()
        ? message
        : "Option '%s' %s%s".formatted(option, message, message.endsWith("?") ? "" : ".");
  }
}
