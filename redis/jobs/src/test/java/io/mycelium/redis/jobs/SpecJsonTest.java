package io.mycelium.redis.jobs;

import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Keep;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Retry;
import io.mycelium.core.json.Json;
import io.mycelium.core.trace.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecJsonTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Keep FOR_FAILURES =
      new Keep(Optional.empty(), Optional.of(Duration.ofDays(7)));

  static Stream<JobSpec> jobs() {
    return Stream.of(
        aJob().spec(),
        aJob().requiring("linux", "gpu").untrusted().of(JobPriority.HIGH).spec(),
        aJob().planned(Plan::untold).spec(),
        aJob().traced(new TraceContext(PARENT, Optional.of("congo=t61"))).spec(),
        aJob().planned(plan -> plan.kept(Duration.ofDays(7))).spec(),
        aJob().planned(plan -> plan.kept(FOR_FAILURES)).spec(),
        aJob().planned(plan -> plan.retrying(Retry.upTo(3).notAfter(List.of("exit")))).spec(),
        aJob().planned(plan -> plan.delayed(Duration.ofHours(1)).retrying(Retry.upTo(3))).spec());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void whatIsLeftOutIsThereAgain(JobSpec job) {
    String kept = SpecJson.write(job, Json.object());

    assertThat(kept.length()).isLessThan(Json.write(job).length() * 2 / 3);
    assertThat(SpecJson.read(kept, Json.object())).isEqualTo(job);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void whatWasWrittenInFullIsRead(JobSpec job) {
    assertThat(SpecJson.read(Json.write(job), Json.object())).isEqualTo(job);
  }

  @Test
  void jobWithoutATraceSaysNothingOfIt() {
    JobSpec job = aJob().spec();

    assertThat(SpecJson.write(job, Json.object())).doesNotContain("trace");
    assertThat(job.trace()).isEmpty();
  }
}
