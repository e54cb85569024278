package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.BridgeContract;
import io.mycelium.acceptance.bridge.Platform;
import io.mycelium.acceptance.bridge.Stage;
import io.mycelium.core.fixture.NeedsNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The bridge contract, by Discord.
@NeedsNode
@Timeout(180)
class DiscordBridgeContractTest extends BridgeContract {
  @TempDir static Path folder;

  private static DiscordStage stage;

  @BeforeAll
  static void start() {
    stage = DiscordStage.in(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @AfterEach
  void nobodyWaitsAndNothingWasRefused() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(stage.discord().waiting()).isEmpty());
    assertThat(stage.discord().invalid()).isEmpty();
  }

  @Override
  protected Platform platform() {
    return new DiscordPlatform(stage);
  }

  @Override
  protected Stage stage() {
    return stage.stage();
  }
}
