package io.mycelium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.gateway.config.ConfigurationReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
  @Test
  void bridgeTakesAllThatTheConfigurationAllows() {
    var least =
        Map.of(
            "http.port", "0",
            "http.max-body", "1k",
            "http.max-calls", "1",
            "http.max-streams", "0",
            "http.max-streams-per-peer", "0",
            "http.idle-timeout", "16s");
    var most =
        Map.of(
            "http.port", "65535",
            "http.max-body", "16m",
            "http.max-calls", "100000",
            "http.max-streams", "100000",
            "http.max-streams-per-peer", "100000",
            "http.idle-timeout", "1h");

    var small = Surfaces.settings(ConfigurationReader.read("", least).http());
    var large = Surfaces.settings(ConfigurationReader.read("", most).http());

    assertThat(small.maxBodyBytes()).isEqualTo(1024);
    assertThat(large.maxBodyBytes()).isEqualTo(16 << 20);
    assertThat(large.port()).isEqualTo(65_535);
  }

  @Test
  void bridgeIsCalledByTheNameThatPeopleReachItBy() {
    var plain = Surfaces.settings(ConfigurationReader.read("", Map.of()).http());
    var named =
        Surfaces.settings(
            ConfigurationReader.read("", Map.of("http.url", "https://chat.example/")).http());

    assertThat(plain.hostNames()).isEmpty();
    assertThat(named.hostNames()).containsExactly("chat.example");
  }
}
