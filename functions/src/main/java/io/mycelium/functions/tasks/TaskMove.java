package io.mycelium.functions.tasks;

import io.mycelium.core.state.Lifecycle;

/// What happens to a task.
public enum TaskMove {
  ASSIGN,
  START,
  FINISH;

  /// The moves that there are; all others are refused.
  public static final Lifecycle<TaskState, TaskMove> TABLE =
      Lifecycle.<TaskState, TaskMove>from(TaskState.OPEN)
          .allow(TaskState.OPEN, ASSIGN, TaskState.OPEN)
          .allow(TaskState.OPEN, START, TaskState.STARTED)
          .allow(TaskState.OPEN, FINISH, TaskState.FINISHED)
          .allow(TaskState.STARTED, ASSIGN, TaskState.STARTED)
          .allow(TaskState.STARTED, FINISH, TaskState.FINISHED);
}
