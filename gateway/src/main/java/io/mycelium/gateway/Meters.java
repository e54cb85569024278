package io.mycelium.gateway;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobTimes;
import java.time.InstantSource;

/// What is measured.
///
/// @param jobs hears of jobs, for the registry
record Meters(PrometheusMeterRegistry registry, JobTimes jobs) {
  /// Begins to measure. The queue is looked at only when somebody reads.
  static Meters of(JobQueue queue, InstantSource clock) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.getPrometheusRegistry().register(new QueueMetrics(queue, clock));
    return new Meters(registry, new JobTimers(registry));
  }
}
