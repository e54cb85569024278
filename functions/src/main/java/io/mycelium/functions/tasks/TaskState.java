package io.mycelium.functions.tasks;

import java.util.Locale;

/// How far a task is.
public enum TaskState {
  OPEN,
  STARTED,
  FINISHED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
