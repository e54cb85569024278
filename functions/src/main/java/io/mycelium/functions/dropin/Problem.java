package io.mycelium.functions.dropin;

/// What is wrong with a dropped-in folder.
///
/// @param file relative to the folder; empty when the folder itself is meant
/// @param line from 1; 0 when the whole file is meant
/// @param cause one sentence without a full stop
public record Problem(String file, int line, String cause) {
  /// As compilers print it: `function.yaml:4: ...`.
  @Override
  public String toString() {
    if (file.isEmpty()) {
      return cause;
    }
    return line == 0 ? "%s: %s".formatted(file, cause) : "%s:%d: %s".formatted(file, line, cause);
  }
}
