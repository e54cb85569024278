package io.mycelium.acceptance.browser;

import io.mycelium.acceptance.bridge.BridgeContract;
import io.mycelium.acceptance.bridge.Platform;
import io.mycelium.acceptance.bridge.Stage;
import io.mycelium.acceptance.running.SignInLinks;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The bridge contract, by the web chat in two browsers.
@NeedsChromium
@Timeout(180)
class WebBridgeContractTest extends BridgeContract {
  @TempDir static Path folder;
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static Stage stage;

  private WebPlatform web;

  @BeforeAll
  static void start() {
    stage = Stage.in(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void signIn() {
    web = new WebPlatform(member("olga"), member("ada"));
  }

  private static WebMember member(String name) {
    Person person = BROWSERS.open(Device.DESK);
    person.context().addInitScript(Scripts.read("twice.js"));
    person.signIn(SignInLinks.renewed(stage.gateway(), name));
    return new WebMember(person);
  }

  @Override
  protected Platform platform() {
    return web;
  }

  @Override
  protected Stage stage() {
    return stage;
  }
}
