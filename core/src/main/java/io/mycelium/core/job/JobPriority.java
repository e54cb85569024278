package io.mycelium.core.job;

/// Which waiting job goes first.
public enum JobPriority {
  HIGH,
  NORMAL,
  LOW
}
