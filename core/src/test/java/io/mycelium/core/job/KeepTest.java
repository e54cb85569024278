package io.mycelium.core.job;

import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static Keep again(Keep keep) {
    JobSpec job = aJob().planned(plan -> plan.kept(keep)).spec();
    JobSpec read = Json.read(Json.write(job), JobSpec.class);
    return read.plan().keep().orElseThrow();
  }

  @Test
  void timesSurviveTheirJson() {
    var each = new Keep(Optional.of(HOUR), Optional.of(Duration.ofDays(30)));
    var one = new Keep(Optional.empty(), Optional.of(HOUR));

    assertThat(again(each)).isEqualTo(each);
    assertThat(again(one)).isEqualTo(one);
    assertThat(again(Keep.alike(HOUR))).isEqualTo(Keep.alike(HOUR));
  }

  @Test
  void oneTimeStandsForBothEnds() {
    assertThat(Json.write(Keep.alike(HOUR))).isEqualTo("\"PT1H\"");
    assertThat(Json.read("\"PT1H\"", Keep.class)).isEqualTo(Keep.alike(HOUR));
  }
}
