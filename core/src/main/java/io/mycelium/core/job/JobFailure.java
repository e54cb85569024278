package io.mycelium.core.job;

import java.util.Optional;

/// Why a job brought nothing.
///
/// @param code kebab case, for programs: `exit`, `timeout`, `path-refused`, `not-contained`, ...
/// @param message a sentence for people; lines behind it are the last that the job printed
/// @param exit the code with which its program ended, when it ended by itself and not with 0
public record JobFailure(String code, String message, Optional<Integer> exit) {
  /// One that is not the end of a program.
  public JobFailure(String code, String message) {
    this(code, message, Optional.empty());
  }
}
