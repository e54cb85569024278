package io.mycelium.functions;

import io.mycelium.core.job.JobState;
import io.mycelium.core.job.JobTimes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what it hears of jobs.
public final class HeardTimes implements JobTimes {
  /// @param what the function, and the end of a run
  public record Heard(String what, Duration time) {}

  private final List<Heard> all = new CopyOnWriteArrayList<>();

  @Override
  public void waited(String function, Duration time) {
    all.add(new Heard(function + " waited", time));
  }

  @Override
  public void ran(String function, JobState end, Duration time) {
    all.add(new Heard(function + " " + end.word(), time));
  }

  public List<Heard> all() {
    return all;
  }
}
