package io.mycelium.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.gateway.StartFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationReaderTest {
  @Test
  void standardValuesSuitATrial() {
    Configuration standard = ConfigurationReader.read("", Map.of());

    assertThat(standard)
        .isEqualTo(
            new Configuration(
                new Configuration.Workspace("main", ""),
                new Configuration.Http(
                    "127.0.0.1",
                    8080,
                    "",
                    new DataSize(256 << 10),
                    512,
                    2000,
                    20,
                    Duration.ofSeconds(60)),
                new Configuration.Redis("", Configuration.AppendFsync.EVERYSEC),
                new Configuration.Limits(2000, 1000, 20, 1),
                new Configuration.Approvals(Duration.ofHours(24), Duration.ofHours(4)),
                new Configuration.Jobs(
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofDays(30)),
                new Configuration.Drone(true, 2, "")));
  }

  @Test
  void everyKeyIsTheRecordsPath() {
    assertThat(ConfigurationReader.settings().keySet())
        .contains(
            "workspace.name",
            "http.max-streams-per-peer",
            "redis.append-fsync",
            "limits.wrong-keys-per-second",
            "approvals.remind-after",
            "jobs.retention",
            "drone.roots")
        .hasSize(26);
  }

  @Test
  void readsTheFileAndTheCommandLineOverIt() {
    Configuration read =
        ConfigurationReader.read(
            "http:\n  port: 9000\n  max-body: 1m\njobs: {lease: 3s}\nredis:\n  append-fsync: always\n",
            Map.of("http.port", "9001"));

    assertThat(read.http().port()).isEqualTo(9001);
    assertThat(read.http().maxBody().bytes()).isEqualTo(1 << 20);
    assertThat(read.jobs().lease()).isEqualTo(Duration.ofSeconds(3));
    assertThat(read.redis().appendFsync()).isEqualTo(Configuration.AppendFsync.ALWAYS);
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(() ->
            ConfigurationReader.read(
                "http:\n  prot: 1\n  port: many\njobs: {lease: soon}\ndrone: {start: perhaps}\n",
                Map.of()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("'http.prot' is not a setting, did you mean http.port")
        .hasMessageContaining("http.port is 'many', but takes a whole number")
        .hasMessageContaining("jobs.lease is 'soon', but takes a duration")
        .hasMessageContaining("drone.start is 'perhaps', but takes true or false");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThatThrownBy(() -> ConfigurationReader.read("http: [", Map.of()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("not valid YAML");
    assertThatThrownBy(() -> ConfigurationReader.read("just words", Map.of()))
        .isInstanceOf(StartFailure.class);
  }

  @Test
  void theReferenceNamesEverySetting() {
    assertThat(ConfigurationReference.markdown())
        .contains(
            ConfigurationReader.settings().keySet().stream().map(k -> "`" + k + "`").toList());
  }
}
