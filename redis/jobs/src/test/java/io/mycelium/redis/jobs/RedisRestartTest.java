package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobEvents;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RedisRestartTest {
  private static final int JOBS = 300;

  @TempDir Path folder;
  private EmbeddedRedis server;
  private TestQueue queue;
  private final Queue<JobId> completed = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void open() {
    var settings =
        EmbeddedRedis.Settings.in(folder).withAppendFsync(EmbeddedRedis.AppendFsync.ALWAYS);
    server = EmbeddedRedis.start(settings);
    queue = new TestQueue(server.address().url());
  }

  @AfterEach
  void close() {
    queue.close();
    server.stop();
  }

  @Test
  @Timeout(120)
  void killedRedisLosesAndDoublesNothing() throws InterruptedException, ExecutionException {
    List<JobSpec> specs = Stream.generate(() -> aJob().spec()).limit(JOBS).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          List.of(
              threads.submit(
                  () -> specs.forEach(spec -> Persistently.ask(() -> queue.queue().submit(spec)))),
              threads.submit(() -> work(aDrone("one"))),
              threads.submit(() -> work(aDrone("two"))),
              threads.submit(() -> killAt(JOBS / 4)),
              threads.submit(() -> killAt(JOBS / 2)));
      for (Future<?> each : all) {
        each.get();
      }
    }

    List<JobId> ids = specs.stream().map(JobSpec::id).toList();
    assertThat(completed).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(ids).allSatisfy(id -> assertThat(queue.state(id)).isEqualTo(JobState.DONE));
    assertThat(queue.owedKinds()).filteredOn(JobEvents.ENDED::equals).hasSize(JOBS);
  }

  private void work(Drone drone) {
    try (JobSource source = queue.otherSource()) {
      while (completed.size() < JOBS) {
        Persistently.ask(() -> queue.queue().reap());
        Optional<Claimed> claimed = Persistently.ask(() -> source.claim(drone));
        claimed.ifPresent(job -> {
          if (Persistently.ask(() -> source.complete(job.lease(), TestQueue.RESULT))) {
            completed.add(job.job().id());
          }
        });
      }
    }
  }

  private void killAt(int done) {
    await().forever().until(() -> completed.size() >= done);
    ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void forgottenScriptsAreSentAgain() {
    JobId id = queue.submitted(aJob());
    flushScripts();
    Claimed claimed = queue.source().claim(aDrone("one")).orElseThrow();
    flushScripts();
    queue.source().heartbeat(claimed.lease());
    flushScripts();
    queue.source().complete(claimed.lease(), TestQueue.RESULT);

    assertThat(queue.state(id)).isEqualTo(JobState.DONE);
  }

  private void flushScripts() {
    queue.redis().shared().write(commands -> commands.scriptFlush());
  }
}
