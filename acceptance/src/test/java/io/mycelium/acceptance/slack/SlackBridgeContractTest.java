package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.acceptance.bridge.BridgeContract;
import io.mycelium.acceptance.bridge.Platform;
import io.mycelium.acceptance.bridge.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The bridge contract, by Slack.
@Timeout(180)
class SlackBridgeContractTest extends BridgeContract {
  @TempDir static Path folder;

  private static SlackStage stage;

  @BeforeAll
  static void start() {
    stage = SlackStage.in(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @AfterEach
  void nothingWasLateOrRefused() {
    assertThat(stage.slack().late()).isEmpty();
    assertThat(stage.slack().invalidBlocks()).isEmpty();
  }

  @Override
  protected Platform platform() {
    return new SlackPlatform(stage);
  }

  @Override
  protected Stage stage() {
    return stage.stage();
  }
}
