package io.mycelium.drone.sandbox;

import java.nio.file.Path;

/// What [AllowedPaths] says to a path that somebody asked for.
public sealed interface PathDecision {

  /// A job may read it.
  ///
  /// @param realPath absolute, without symbolic links: what to mount
  record Allowed(Path realPath) implements PathDecision {}

  /// A job may not read it.
  ///
  /// @param reason a sentence for whoever asked, safe to show
  record Refused(String reason) implements PathDecision {}
}
