package io.mycelium.functions.jobs;

import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.JobState;
import io.mycelium.core.state.Kind;
import java.time.Instant;
import java.util.Optional;

/// A job as the workspace keeps it: who asked for what, and how far it has come. It is there before
/// the queue has the job, and after the queue has forgotten it.
public record JobRecord(Asked asked, Course course, Optional<Cancel> cancel) {
  public static final Kind<JobRecord> KIND = new Kind<>("job", JobRecord.class);

  /// What was asked for.
  ///
  /// @param thread the post on whose thread the job is told of
  /// @param trusted whether it may run uncontained
  /// @param approval that granted it, and whose number it shares
  public record Asked(
      String function,
      String packageDigest,
      boolean trusted,
      RoomId room,
      PostId thread,
      PeerId requester,
      Optional<ApprovalId> approval,
      Instant at) {}

  /// Somebody's wish that it stop.
  public record Cancel(PeerId by, String reason) {}

  JobRecord on(Course next) {
    return new JobRecord(asked, next, cancel);
  }

  /// Whoever wished it to stop has been served.
  JobRecord anew() {
    return new JobRecord(asked, course.redriven(), Optional.empty());
  }

  JobRecord cancelling(Cancel wish) {
    return new JobRecord(asked, course, Optional.of(wish));
  }

  /// One word for people: the state, or `cancelling`.
  String word() {
    JobState state = course.state();
    return cancel.isPresent() && !state.ended() ? "cancelling" : state.word();
  }
}
