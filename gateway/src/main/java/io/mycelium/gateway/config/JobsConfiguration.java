package io.mycelium.gateway.config;

import java.time.Duration;

/// The job queue.
public record JobsConfiguration(
    @Setting(
            standard = "6s",
            min = "3s",
            max = "1h",
            help = "How long a drone keeps a job without a heartbeat.")
        Duration lease,
    @Setting(
            standard = "2s",
            min = "0.1s",
            max = "30m",
            help = "Between heartbeats of a drone; half of the lease at most.")
        Duration beat,
    @Setting(
            standard = "1s",
            min = "0.1s",
            max = "1m",
            help = "Between looks for jobs whose drone is gone.")
        Duration reap,
    @Setting(
            standard = "10s",
            min = "3s",
            max = "1h",
            help = "How long a silent drone counts as live.")
        Duration alive,
    @Setting(standard = "30d", min = "1m", max = "3650d", help = "How long an ended job is kept.")
        Duration retention,
    @Setting(
            standard = "100000",
            min = "1",
            max = "10000000",
            help = "How many jobs that have not ended the queue takes.")
        int mostOpen,
    @Setting(
            standard = "10000",
            min = "1",
            max = "10000000",
            help = "How many of them it takes of each room.")
        int mostOpenOfRoom,
    @Setting(
            standard = "10s",
            min = "0s",
            max = "1h",
            help = "How long a job that went wrong by its drone's fault waits for another drone.")
        Duration shun,
    @Setting(
            standard = "3",
            min = "0",
            max = "1000",
            help =
                "After how many such jobs within ten minutes a drone is quarantined; 0 for never.")
        int quarantineAfter,
    @Setting(
            standard = "10m",
            min = "0s",
            max = "1d",
            help =
                "After how much waiting a job rises to the next higher priority, where jobs of higher ones wait too; 0s for never.")
        Duration age) {
  public JobsConfiguration {
    if (beat.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "jobs.beat is %s, but takes half of jobs.lease at most, which is %s"
              .formatted(Kind.written(beat), Kind.written(lease)));
    }
  }
}
