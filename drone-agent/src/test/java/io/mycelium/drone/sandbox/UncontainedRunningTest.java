package io.mycelium.drone.sandbox;

import java.io.IOException;

final class UncontainedRunningTest extends RunningContract {
  UncontainedRunningTest() throws IOException {
    super(SandboxFixture.uncontained());
  }
}
