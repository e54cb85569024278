package io.mycelium.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobLimitsTest {
  private static final NetworkPolicy LIST =
      new NetworkPolicy.Allowed(
          List.of(new HostPattern("pypi.org", 443), new HostPattern("*.example.org", 80)));

  @Test
  void limitsOfAnOlderGatewayAreReadAsNothingAskedFor() {
    String older =
        "{\"timeout\":\"PT5M\",\"memoryBytes\":536870912,\"processes\":128,\"output\":1}";

    assertThat(Json.read(older, JobLimits.class)).isEqualTo(JobLimits.STANDARD.withOutput(1));
  }

  @Test
  void whatWasWrittenIsRead() {
    JobLimits limits =
        JobLimits.STANDARD.withTimeout(Duration.ofSeconds(9)).withCpus(1.5).withNetwork(LIST);

    String json = Json.write(limits);

    assertThat(json).contains("\"network\":[\"pypi.org:443\",\"*.example.org:80\"]");
    assertThat(Json.read(json, JobLimits.class)).isEqualTo(limits);
  }

  @Test
  void everyPolicyIsReadAsItWasWritten() {
    for (NetworkPolicy policy : List.of(new NetworkPolicy.None(), new NetworkPolicy.Full(), LIST)) {
      assertThat(Json.read(Json.write(policy), NetworkPolicy.class)).isEqualTo(policy);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"all\"", "[\"pypi.org\"]", "[]", "7"})
  void unknownPolicyIsNotGuessed(String json) {
    assertThatThrownBy(() -> Json.read(json, NetworkPolicy.class))
        .isInstanceOf(Json.Unreadable.class);
  }

  @Test
  void onlyWhatWasAskedForIsRequiredOfADrone() {
    assertThat(JobLimits.STANDARD.requires()).isEmpty();
    assertThat(JobLimits.STANDARD.withNetwork(new NetworkPolicy.Full()).requires()).isEmpty();
    assertThat(JobLimits.STANDARD.withNetwork(new NetworkPolicy.None()).requires())
        .containsExactly("contained");
    assertThat(JobLimits.STANDARD.withCpus(0.5).withNetwork(LIST).requires())
        .containsExactly("limits:cpus", "network:allow-list");
  }

  @ParameterizedTest
  @CsvSource({
    "pypi.org:443, pypi.org, 443, true",
    "pypi.org:443, PyPI.org., 443, true",
    "pypi.org:443, pypi.org, 80, false",
    "pypi.org:443, evilpypi.org, 443, false",
    "pypi.org:443, www.pypi.org, 443, false",
    "*.example.org:443, a.b.example.org, 443, true",
    "*.example.org:443, example.org, 443, false",
    "*.example.org:443, example.org.evil, 443, false",
    "*:443, anything.else, 443, true",
    "[::1]:80, [::1], 80, true"
  })
  void patternMeansTheHostAndThePort(String pattern, String host, int port, boolean meant) {
    assertThat(HostPattern.parse(pattern).orElseThrow().matches(host, port)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pypi.org",
        "pypi.org:0",
        "pypi.org:65536",
        "a*.org:1",
        "http://a:1",
        "*.:1",
        ":1"
      })
  void otherTextIsNoPattern(String text) {
    assertThat(HostPattern.parse(text)).isEmpty();
  }
}
