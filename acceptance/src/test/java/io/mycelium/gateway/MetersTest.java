package io.mycelium.gateway;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.fixture.MutableClock;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobState;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.jobs.RedisQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a scrape tells of the queue.
class MetersTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  @TempDir Path folder;
  private final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
  private Redis redis;
  private RedisQueue queue;
  private JobQueue jobs;
  private Meters meters;

  @BeforeEach
  void open() {
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(server.url())));
    queue = RedisQueue.open(redis, "metered");
    jobs = queue.jobs();
    meters = Meters.of(jobs, clock);
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private List<String> scrape() {
    return meters.registry().scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void jobsAreCountedByStateAndDronesWithWhatTheyHaveFree() {
    jobs.submit(aJob().spec());
    jobs.submit(aJob().planned(plan -> plan.delayed(Duration.ofHours(1))).spec());
    jobs.submit(aJob().requiring("gpu").spec());
    try (JobSource attic = queue.source()) {
      var drone = aDrone("attic");
      attic.announce(drone);
      attic.claim(drone).orElseThrow();

      assertThat(scrape())
          .contains(
              "mycelium_queue_up 1.0",
              "mycelium_queue_jobs{state=\"waiting\"} 1.0",
              "mycelium_queue_jobs{state=\"delayed\"} 1.0",
              "mycelium_queue_jobs{state=\"held\"} 0.0",
              "mycelium_queue_jobs{state=\"running\"} 1.0",
              "mycelium_queue_jobs{state=\"dead\"} 0.0",
              "mycelium_queue_class_waiting{class=\"gpu\"} 1.0",
              "mycelium_queue_unserved 1.0",
              "mycelium_drones_live 1.0",
              "mycelium_drones_slots 1.0");
      assertThat(scrape())
          .anyMatch(line -> line.startsWith("mycelium_drones_slots_free "))
          .anyMatch(line -> line.startsWith("mycelium_queue_class_oldest_seconds{class=\"gpu\"} "));
    }
  }

  @Test
  void onlyTheDeepestClassesAreToldApart() {
    int classes = QueueMetrics.MOST_CLASSES + 3;
    jobs.submit(List.of(aJob().spec(), aJob().spec()));
    jobs.submit(
        IntStream.range(1, classes).mapToObj(i -> aJob().requiring("tag" + i).spec()).toList());

    List<String> waiting =
        scrape().stream().filter(line -> line.startsWith("mycelium_queue_class_waiting")).toList();

    assertThat(waiting)
        .hasSize(QueueMetrics.MOST_CLASSES + 1)
        .contains(
            "mycelium_queue_class_waiting{class=\"any\"} 2.0",
            "mycelium_queue_class_waiting{class=\"(others)\"} 3.0");
  }

  @Test
  void scrapesLookAtTheQueueOnlyOnceInAWhile() {
    String none = "mycelium_queue_jobs{state=\"waiting\"} 0.0";
    String one = "mycelium_queue_jobs{state=\"waiting\"} 1.0";
    assertThat(scrape()).contains(none);

    jobs.submit(aJob().spec());
    assertThat(scrape()).contains(none);
    clock.advance(QueueMetrics.FRESH);

    assertThat(scrape()).contains(one);
  }

  @Test
  void queueThatCannotBeReachedIsDownAndTheRestIsTold() {
    var settings = EmbeddedRedis.Settings.in(folder).inMemory();
    try (EmbeddedRedis own = EmbeddedRedis.start(settings);
        Redis to =
            Redis.connect(
                RedisSettings.of(RedisUrl.parse(own.address().url()))
                    .withCommandTimeout(Duration.ofMillis(500)))) {
      var lost = Meters.of(RedisQueue.open(to, "metered").jobs(), clock);
      lost.jobs().waited("checksum", Duration.ofMillis(30));
      own.stop();

      assertThat(lost.registry().scrape())
          .contains("mycelium_queue_up 0.0", "mycelium_jobs_wait_seconds_count")
          .doesNotContain("mycelium_queue_jobs");
    }
  }

  @Test
  void waitsAndRunsAreHistogramsByFunction() {
    meters.jobs().waited("checksum", Duration.ofMillis(30));
    meters.jobs().ran("checksum", JobState.FAILED, Duration.ofSeconds(3));

    assertThat(scrape())
        .contains(
            "mycelium_jobs_wait_seconds_bucket{function=\"checksum\",le=\"0.01\"} 0",
            "mycelium_jobs_wait_seconds_bucket{function=\"checksum\",le=\"0.05\"} 1",
            "mycelium_jobs_run_seconds_sum{end=\"failed\",function=\"checksum\"} 3.0");
  }

  @Test
  void functionsWithoutNumberAreOneAfterAHundred() {
    IntStream.range(0, 120).forEach(i -> meters.jobs().waited("f" + i, Duration.ofSeconds(1)));

    assertThat(
            scrape().stream().filter(line -> line.startsWith("mycelium_jobs_wait_seconds_count")))
        .hasSize(101)
        .contains("mycelium_jobs_wait_seconds_count{function=\"(others)\"} 20");
  }
}
