package io.mycelium.benchmarks.queue;

import java.util.List;

/// A queue whose workers are processes of their own, which may be killed.
public interface Workforce extends AutoCloseable {
  /// What a job does.
  enum Task {
    /// It does not end.
    HOLD,
    /// It takes some milliseconds and leaves a mark under its id. A second time adds to the mark.
    MARK
  }

  /// For people.
  String name();

  /// For programs; in lower case, without spaces.
  String id();

  /// Puts jobs in.
  void submit(int jobs, Task task);

  /// Starts workers.
  ///
  /// @param lanes how many jobs they run at once
  Workers start(Task task, int lanes);

  /// How often each job left its mark that left one at all.
  List<Integer> marks();

  @Override
  void close();

  /// Some workers.
  interface Workers extends AutoCloseable {
    /// Waits until they have started so many different jobs.
    ///
    /// @return when they started each, by [System#nanoTime]
    /// @throws IllegalStateException when that takes longer than three minutes
    List<Long> started(int jobs);

    /// Ends them as `kill -9` does.
    void kill();

    @Override
    void close();
  }
}
