package io.mycelium.redis.jobs;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lists of jobs, newest first. They are kept by room and by state; a list by both is the shorter
/// of the two, sifted.
record JobPages(QueueAccess access) {
  private static final int STEP = 64;

  List<Job> newest(
      Optional<JobState> state, Optional<RoomId> room, Optional<JobId> after, int max) {
    Cursor cursor = new Cursor(list(state, room), after);
    List<Job> found = new ArrayList<>();
    List<JobId> some = cursor.next();
    while (!some.isEmpty()) {
      for (JobId id : some) {
        find(id)
            .filter(job -> state.isEmpty() || state.get() == job.state())
            .filter(job -> room.isEmpty() || room.get().equals(job.spec().room()))
            .ifPresent(found::add);
        if (found.size() == max) {
          return found;
        }
      }
      some = cursor.next();
    }
    return found;
  }

  Optional<Job> find(JobId id) {
    return new JobFields(access.read(redis -> redis.hgetall(access.key("job:" + id)))).job();
  }

  private String list(Optional<JobState> state, Optional<RoomId> room) {
    Optional<String> byState = state.map(s -> access.key("state:" + s.word()));
    Optional<String> byRoom = room.map(r -> access.key("room:" + r));
    if (byState.isPresent() && byRoom.isPresent()) {
      return size(byState.get()) <= size(byRoom.get()) ? byState.get() : byRoom.get();
    }
    return byState.or(() -> byRoom).orElse(access.key("jobs"));
  }

  long size(String list) {
    return access.read(redis -> redis.zcard(list));
  }

  /// Goes down a list from a job on, which itself need not be in it any more.
  private final class Cursor {
    private final String list;
    private final Optional<ScoredValue<String>> after;
    private final Range<Double> range;
    private long offset;

    Cursor(String list, Optional<JobId> after) {
      this.list = list;
      this.after = after.map(JobPages.this::place);
      this.range =
          this.after
              .map(place ->
                  Range.from(
                      Range.Boundary.<Double>unbounded(),
                      Range.Boundary.including(place.getScore())))
              .orElse(Range.unbounded());
    }

    /// Empty at the end.
    List<JobId> next() {
      List<ScoredValue<String>> read = List.of();
      List<JobId> ids = List.of();
      do {
        read =
            access.read(
                redis -> redis.zrevrangebyscoreWithScores(list, range, Limit.create(offset, STEP)));
        offset += read.size();
        ids = read.stream().filter(this::isBehind).map(v -> new JobId(v.getValue())).toList();
      } while (ids.isEmpty() && !read.isEmpty());
      return ids;
    }

    private boolean isBehind(ScoredValue<String> entry) {
      return after
          .map(place ->
              entry.getScore() < place.getScore()
                  || entry.getValue().compareTo(place.getValue()) < 0)
          .orElse(true);
    }
  }

  /// A job that is not there any more is before the end of every list: nothing comes after it.
  private ScoredValue<String> place(JobId id) {
    Double score = access.read(redis -> redis.zscore(access.key("jobs"), id.value()));
    return ScoredValue.just(score == null ? Double.NEGATIVE_INFINITY : score, id.value());
  }
}
