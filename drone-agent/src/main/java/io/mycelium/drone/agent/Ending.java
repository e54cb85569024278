package io.mycelium.drone.agent;

import io.mycelium.core.job.Again;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobResult;

/// What came of a job's work, to be told to the queue.
sealed interface Ending {
  record Brought(JobResult result) implements Ending {}

  /// In a word for people.
  default String word() {
    return switch (this) {
      case Brought _ -> "done";
      case Failed(_, var again) -> again.kind() == Again.Kind.ELSEWHERE ? "given back" : "failed";
      case Unfit _ -> "given back";
      case Stopped(Stop why) -> word(why);
    };
  }

  static String word(Stop why) {
    return switch (why) {
      case CANCELLED -> "cancelled";
      case LOST -> "lost";
      case DRONE_ENDS, OWNER_RETURNS -> "given back";
    };
  }

  /// It brought nothing.
  ///
  /// @param again what the work says of another try
  record Failed(JobFailure failure, Again again) implements Ending {
    static Failed of(String code, String message) {
      return new Failed(new JobFailure(code, message), Again.AS_PLANNED);
    }
  }

  /// It never began, for a reason that says nothing of the job.
  record Unfit(JobFailure why) implements Ending {}

  /// It was stopped before its end.
  record Stopped(Stop why) implements Ending {}
}
