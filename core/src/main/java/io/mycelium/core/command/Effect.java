package io.mycelium.core.command;

/// What a command does to the workspace.
public enum Effect {
  /// Changes nothing; may be repeated freely.
  READ,
  WRITE,
  /// Cannot be undone: every surface asks for a confirmation first.
  DESTRUCTIVE
}
