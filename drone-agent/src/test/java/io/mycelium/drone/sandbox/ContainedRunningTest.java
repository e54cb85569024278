package io.mycelium.drone.sandbox;

import java.io.IOException;

@NeedsBubblewrap
final class ContainedRunningTest extends RunningContract {
  ContainedRunningTest() throws IOException {
    super(SandboxFixture.contained());
  }
}
