package io.mycelium.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.JobTimes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Times jobs by function: histograms that can be added up over gateways. Thread-safe.
final class JobTimers implements JobTimes {
  /// Functions that are told apart; all further ones are one. Each costs some sixty series.
  private static final int MOST_FUNCTIONS = 100;

  private static final String OTHERS = "(others)";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(2)
  };

  private final MeterRegistry registry;
  private final Set<String> functions = ConcurrentHashMap.newKeySet();
  private final Map<String, Timer> waits = new ConcurrentHashMap<>();
  private final Map<String, Map<JobState, Timer>> runs = new ConcurrentHashMap<>();

  JobTimers(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void waited(String function, Duration time) {
    waits.computeIfAbsent(named(function), this::wait).record(time);
  }

  @Override
  public void ran(String function, JobState end, Duration time) {
    String name = named(function);
    runs.computeIfAbsent(name, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(end, state -> run(name, state))
        .record(time);
  }

  /// Threads that come at once may let in a few more than the most.
  private String named(String function) {
    if (functions.contains(function)) {
      return function;
    }
    if (functions.size() >= MOST_FUNCTIONS) {
      return OTHERS;
    }
    functions.add(function);
    return function;
  }

  private Timer wait(String function) {
    return Timer.builder("mycelium.jobs.wait")
        .description("From when a job may start until a drone has it for the first time")
        .tag("function", function)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Timer run(String function, JobState end) {
    return Timer.builder("mycelium.jobs.run")
        .description("Last runs of jobs that ended")
        .tag("function", function)
        .tag("end", end.word())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
