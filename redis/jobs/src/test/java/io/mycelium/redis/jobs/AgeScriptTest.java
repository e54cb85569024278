package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AgeScriptTest {
  private static final Duration AGE = Duration.ofMinutes(1);

  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private TestQueue queue;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    queue.queue().setPolicy(QueuePolicy.STANDARD.ageing(AGE));
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private String rise(String level, int max) {
    return new AgeScript(queue.access()).run(level, AgeScript.START, max);
  }

  private List<JobId> submitted(JobPriority priority, int count) {
    return Stream.generate(() -> queue.submitted(aJob().of(priority))).limit(count).toList();
  }

  private String waiting(String level) {
    return server.ask("HGET", "myc:{main:q}:ready:" + level, "");
  }

  private List<JobId> served() {
    List<JobId> served = new ArrayList<>();
    for (var found = queue.source().claim(aDrone("one"));
        found.isPresent();
        found = queue.source().claim(aDrone("one"))) {
      served.add(found.map(Claimed::lease).orElseThrow().job());
    }
    return served;
  }

  @Test
  void jobsThatWaitedLongRiseBehindThoseThatWaitThere() {
    List<JobId> old = submitted(JobPriority.NORMAL, 2);
    queue.passTime(AGE);
    List<JobId> high = submitted(JobPriority.HIGH, 1);
    List<JobId> young = submitted(JobPriority.NORMAL, 1);

    assertThat(rise("normal", 10)).isEqualTo(AgeScript.START);

    assertThat(waiting("high")).isEqualTo("3");
    assertThat(waiting("normal")).isEqualTo("1");
    assertThat(served()).containsExactly(high.get(0), old.get(0), old.get(1), young.get(0));
  }

  @Test
  void eachLevelTakesItsTime() {
    submitted(JobPriority.LOW, 1);
    submitted(JobPriority.HIGH, 1);
    queue.passTime(AGE);
    rise("low", 10);

    rise("normal", 10);

    assertThat(waiting("normal")).isEqualTo("1");
    queue.passTime(AGE);
    rise("normal", 10);
    assertThat(waiting("normal")).isEmpty();
    assertThat(waiting("high")).isEqualTo("2");
  }

  @Test
  void nothingRisesWhereNoHigherOneWaits() {
    submitted(JobPriority.NORMAL, 1);
    queue.passTime(AGE);

    rise("normal", 10);

    assertThat(waiting("normal")).isEqualTo("1");
  }

  @Test
  void nothingRisesWhereThatIsOff() {
    queue.queue().setPolicy(QueuePolicy.STANDARD.ageing(Duration.ZERO));
    submitted(JobPriority.LOW, 1);
    submitted(JobPriority.HIGH, 1);
    queue.passTime(AGE.multipliedBy(1000));

    rise("low", 10);

    assertThat(waiting("low")).isEqualTo("1");
  }

  @Test
  void noMoreRiseAtOnceThanIsAskedFor() {
    submitted(JobPriority.HIGH, 1);
    submitted(JobPriority.LOW, 50);
    queue.passTime(AGE);

    rise("low", 40);

    assertThat(waiting("normal")).isEqualTo("40");
    assertThat(waiting("low")).isEqualTo("10");
  }

  @Test
  void whatWentAnotherWayIsPassed() {
    List<JobId> old = submitted(JobPriority.LOW, 3);
    submitted(JobPriority.HIGH, 1);
    queue.passTime(AGE);
    queue.queue().cancel(old.getFirst(), "no need");

    rise("low", 10);

    assertThat(waiting("normal")).isEqualTo("2");
    assertThat(waiting("low")).isEmpty();
    assertThat(served()).hasSize(3).endsWith(old.get(1), old.get(2));
  }
}
