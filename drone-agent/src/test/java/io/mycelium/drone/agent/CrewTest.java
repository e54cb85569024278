package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Turn;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A drone of two slots that has more to do than it can do at once.
final class CrewTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private final AtomicInteger taken = new AtomicInteger();

  /// Submits jobs of which the first two hold both slots until the others wait.
  private static List<JobId> jobs(Workplace place, int count) throws IOException {
    Path gate = place.root().resolve("gate");
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(
          place
              .job()
              .shell("until [ -e '%s' ]; do sleep 0.05; done; echo done".formatted(gate))
              .submit());
      if (i == 1) {
        await().until(() -> place.queue().running().size() == 2);
      }
    }
    Files.createFile(gate);
    return jobs;
  }

  @Test
  void jobThatEndsTakesTheNextOneIntoItsSlot() throws IOException {
    var uncontained = new Containment.None("as the test wants it", "nothing");
    try (var place = new Workplace(redis.url(), uncontained, this::watched)) {
      List<JobId> jobs = jobs(place, 6);

      assertThat(jobs)
          .map(place::ended)
          .allSatisfy(job -> {
            assertThat(job.state()).isEqualTo(JobState.DONE);
            assertThat(job.fence()).isEqualTo(1);
          });
      assertThat(taken.get()).isPositive();

      Job later = place.ended(place.job().shell("echo done").submit());
      assertThat(later.state()).isEqualTo(JobState.DONE);
    }
  }

  /// The queue, which counts the jobs that are taken by a turn.
  private JobSource watched(JobSource source) {
    return (JobSource)
        Proxy.newProxyInstance(
            JobSource.class.getClassLoader(),
            new Class<?>[] {JobSource.class},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(source, arguments);
                if (answer instanceof Turn turn) {
                  taken.addAndGet(turn.next().size());
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
