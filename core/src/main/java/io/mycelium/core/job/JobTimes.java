package io.mycelium.core.job;

import java.time.Duration;

/// Hears how long jobs waited and ran, each thing at one gateway, whichever that is. Is called by
/// many threads and must not block.
public interface JobTimes {
  /// Nobody measures.
  JobTimes UNHEARD =
      new JobTimes() {
        @Override
        public void waited(String function, Duration time) {
          // Nobody measures.
        }

        @Override
        public void ran(String function, JobState end, Duration time) {
          // Nobody measures.
        }
      };

  /// A job was given to a drone for the first time.
  ///
  /// @param time since it was asked for, without its own delay; what it waited for other jobs
  ///   counts
  void waited(String function, Duration time);

  /// A job ended that a drone had.
  ///
  /// @param end done, failed, cancelled or dead
  /// @param time of its last run
  void ran(String function, JobState end, Duration time);
}
