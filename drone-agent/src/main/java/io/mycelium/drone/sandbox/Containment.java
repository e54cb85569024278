package io.mycelium.drone.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// What this machine can promise about a command that it runs. Found once at start by
/// [ContainmentProbe].
public sealed interface Containment {

  /// The level as a capability that a drone advertises.
  Level level();

  /// How far a command is kept from the machine.
  enum Level {
    /// Own namespaces, a read-only system, no root, no network unless granted.
    BUBBLEWRAP,
    /// The rights of the drone itself; only for what an operator trusts.
    NONE
  }

  /// An option that older releases of bubblewrap do not know.
  enum Option {
    /// Temporary file systems have a size limit.
    SIZED_TMPFS,
    /// A command cannot make user namespaces of its own; needs an ordinary user.
    DISABLE_USERNS
  }

  /// A contained command was tried on this machine and ran.
  ///
  /// @param program the bubblewrap program
  /// @param version what the program calls itself, such as `bubblewrap 0.8.0`
  /// @param prlimit sets the resource limits, inside
  /// @param setpriv drops root, inside; present exactly when the drone runs as root
  /// @param options what this release and this user can have beyond the basic recipe
  record Bubblewrap(
      Path program, String version, Path prlimit, Optional<Path> setpriv, Set<Option> options)
      implements Containment {
    public Bubblewrap {
      options = Set.copyOf(options);
    }

    @Override
    public Level level() {
      return Level.BUBBLEWRAP;
    }
  }

  /// Commands cannot be contained here.
  ///
  /// @param reason one sentence for people
  /// @param remedy one line for a shell that mends it, or a sentence where no single line does
  record None(String reason, String remedy) implements Containment {
    @Override
    public Level level() {
      return Level.NONE;
    }
  }
}
