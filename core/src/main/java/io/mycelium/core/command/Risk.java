package io.mycelium.core.command;

/// How much may go wrong when a command runs; the approval policy reads it.
public enum Risk {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /// As manifests and policies write it.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
