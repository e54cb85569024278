package io.mycelium.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.gateway.StartFailure;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
                    new DataSize(32 << 20),
                    512,
                    2000,
                    20,
                    Duration.ofSeconds(60)),
                new Configuration.Slack(
                    "", "", "", "", "", "", 2, Duration.ofSeconds(1), Duration.ofSeconds(3)),
                new Configuration.Discord("", "", "", Duration.ofSeconds(1), Duration.ofSeconds(3)),
                new Configuration.Redis("", Configuration.AppendFsync.EVERYSEC),
                new Configuration.Limits(2000, 1000, 20, 1),
                new Configuration.Files(Duration.ofDays(1), Duration.ofDays(90)),
                new Configuration.Approvals(Duration.ofHours(24), Duration.ofHours(4)),
                new Configuration.Schedules(Duration.ofMinutes(1)),
                new JobsConfiguration(
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofDays(30),
                    100_000,
                    10_000,
                    Duration.ofSeconds(10),
                    3,
                    Duration.ofMinutes(10)),
                new Configuration.Drone(true, 2, "", "", "", Duration.ZERO, false),
                new Configuration.Models(
                    true, Configuration.Provider.NONE, "", "", "", Duration.ofSeconds(20))));
  }

  @Test
  void everyKeyIsTheRecordsPath() {
    assertThat(ConfigurationReader.settings().keySet())
        .contains(
            "workspace.name",
            "http.max-streams-per-peer",
            "redis.append-fsync",
            "limits.wrong-keys-per-second",
            "files.retention",
            "approvals.remind-after",
            "schedules.shortest",
            "jobs.retention",
            "jobs.most-open-of-room",
            "jobs.quarantine-after",
            "drone.roots",
            "drone.writable",
            "drone.take-back",
            "models.key-file")
        .hasSize(59);
  }

  @Test
  void readsTheFileAndTheCommandLineOverIt() {
    Configuration read =
        ConfigurationReader.read(
            "http:\n  port: 9000\n  max-body: 1m\njobs: {lease: 30s}\nredis:\n  append-fsync: always\n",
            Map.of("http.port", "9001"));

    assertThat(read.http().port()).isEqualTo(9001);
    assertThat(read.http().maxBody().bytes()).isEqualTo(1 << 20);
    assertThat(read.jobs().lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(read.redis().appendFsync()).isEqualTo(Configuration.AppendFsync.ALWAYS);
  }

  @Test
  void languageModelNeedsAnAddressAndAName() {
    assertThatThrownBy(() -> ConfigurationReader.read("models: {provider: openai}", Map.of()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("models.url and models.name have to be given too");
    assertThatThrownBy(() -> ConfigurationReader.read("models: {provider: clippy}", Map.of()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("takes none, openai or anthropic");
    assertThat(
            ConfigurationReader.read(
                    "models: {provider: anthropic, url: 'https://llm.example/v1', name: small, key-file: /etc/key}",
                    Map.of())
                .models()
                .provider())
        .isEqualTo(Configuration.Provider.ANTHROPIC);
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(() ->
            ConfigurationReader.read(
                "http:\n  prot: 1\n  port: many\njobs: {lease: soon}\ndrone: {start: perhaps}\n",
                Map.of()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("'http.prot' is not a setting; did you mean http.port")
        .hasMessageContaining("http.port is 'many', but takes a whole number")
        .hasMessageContaining("jobs.lease is 'soon', but takes a duration")
        .hasMessageContaining("drone.start is 'perhaps', but takes true or false");
  }

  static Stream<RecordComponent> ranged() {
    return ConfigurationReader.settings().values().stream()
        .filter(setting -> Kind.of(setting.getType()).order().isPresent());
  }

  @ParameterizedTest
  @MethodSource("ranged")
  void everyNumberHasARangeThatHoldsItsStandardValue(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    Kind<?> kind = Kind.of(component.getType());

    assertThat(setting.min()).isNotEmpty();
    assertThat(setting.max()).isNotEmpty();
    for (String allowed : List.of(setting.min(), setting.standard(), setting.max())) {
      assertThatNoException().isThrownBy(() -> kind.read(allowed, setting));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, -1, a whole number from 0 to 65535",
    "http.port, 65536, a whole number from 0 to 65535",
    "http.port, 99999999999, a whole number from 0 to 65535",
    "http.max-body, 1023, 'a size (512, 64k, 256m, 2g) from 1k to 16m'",
    "http.max-body, 99999999999999999999g, 'a size (512, 64k, 256m, 2g) from 1k to 16m'",
    "http.idle-timeout, 15s, 'a duration (0.5s, 90s, 15m, 2h, 30d) from 16s to 1h'",
    "jobs.lease, -6s, 'a duration (0.5s, 90s, 15m, 2h, 30d) from 3s to 1h'",
    "jobs.lease, 0s, 'a duration (0.5s, 90s, 15m, 2h, 30d) from 3s to 1h'",
    "jobs.retention, 99999999999999d, 'a duration (0.5s, 90s, 15m, 2h, 30d) from 1m to 3650d'",
    "limits.calls-per-second, 0, a whole number from 1 to 1000000",
    "drone.slots, 65, a whole number from 1 to 64",
    "redis.append-fsync, never, everysec or always",
    "workspace.name, A B, '1 to 32 of a to z, 0 to 9 and dash'",
    "workspace.name, '', '1 to 32 of a to z, 0 to 9 and dash'",
    "http.host, '', some text",
    "http.url, not a url, an address such as https://chat.example",
    "http.url, chat.example, an address such as https://chat.example",
    "drone.roots, /a::/b, folders separated by colons",
    "drone.writable, /a::/b, folders separated by colons",
    "drone.only, at night, 'hours such as 20:00-07:00, with or without days, such as mon-fri 20:00-07:00, sat-sun'",
    "drone.idle, 2d, 'a duration (0.5s, 90s, 15m, 2h, 30d) from 0s to 1d'",
  })
  void valueThatIsNotAllowedIsToldWithWhatIs(String key, String value, String allowed) {
    assertThatThrownBy(() -> ConfigurationReader.read("", Map.of(key, value)))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "The configuration has problems: %s is '%s', but takes %s.", key, value, allowed);
  }

  @Test
  void boundsAreAllowed() {
    Configuration least =
        ConfigurationReader.read("", Map.of("http.port", "0", "drone.slots", "1"));
    Configuration most =
        ConfigurationReader.read(
            "", Map.of("http.port", "65535", "drone.slots", "64", "jobs.retention", "3650d"));

    assertThat(least.http().port()).isZero();
    assertThat(most.drone().slots()).isEqualTo(64);
    assertThat(most.jobs().retention()).isEqualTo(Duration.ofDays(3650));
  }

  @ParameterizedTest
  @CsvSource({
    "jobs.beat, 3.001s, 'jobs.beat is 3.001s, but takes half of jobs.lease at most, which is 6s'",
    "jobs.lease, 3s, 'jobs.beat is 2s, but takes half of jobs.lease at most, which is 3s'",
  })
  void whatDoesNotGoTogetherIsRefused(String key, String value, String problem) {
    assertThatThrownBy(() -> ConfigurationReader.read("", Map.of(key, value)))
        .isInstanceOf(StartFailure.class)
        .hasMessage("The configuration has problems: %s.", problem);
  }

  @Test
  void urlWithAPasswordIsNotRepeated() {
    assertThatThrownBy(() -> ConfigurationReader.read("", Map.of("redis.url", "http://:secret@x")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("redis.url takes redis://HOST:PORT")
        .hasMessageNotContaining("secret");
  }

  @Test
  void emptyTextStandsForNone() {
    Map<String, String> none =
        Map.of("http.url", "", "redis.url", "", "drone.roots", "", "drone.writable", "");

    assertThat(ConfigurationReader.read("", none))
        .isEqualTo(ConfigurationReader.read("", Map.of()));
  }

  @Test
  void badValueIsNotComparedWithOthers() {
    assertThatThrownBy(
            () -> ConfigurationReader.read("", Map.of("jobs.lease", "soon", "jobs.beat", "20m")))
        .hasMessageContaining("jobs.lease is 'soon'")
        .hasMessageNotContaining("jobs.beat");
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
