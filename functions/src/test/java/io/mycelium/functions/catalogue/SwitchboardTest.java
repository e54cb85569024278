package io.mycelium.functions.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches.Stop;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.state.Intent;
import io.mycelium.functions.Harness;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The switches of two gateways on one workspace.
class SwitchboardTest {
  private static final FunctionName COUNT = new FunctionName("count");

  @RegisterExtension final Harness mycelium = Harness.standard();

  private Switchboard here;
  private Switchboard there;

  @BeforeEach
  void open() {
    here = new Switchboard(mycelium.store(), mycelium.peers());
    there = new Switchboard(mycelium.store(), mycelium.peers());
  }

  @Test
  void aStopIsInTheWorkspaceBeforeOtherGatewaysHearOfIt() {
    Instant since = mycelium.clock().instant();

    set(here, true, "r-1");

    var stop = new Stop("olga", since);
    assertThat(here.heard(COUNT)).contains(stop);
    assertThat(there.now(COUNT)).contains(stop);
    assertThat(there.heard(COUNT)).isEmpty();
    there.refresh();
    assertThat(there.heard(COUNT)).contains(stop);
  }

  @Test
  void aStartEndsTheStopForAll() {
    set(here, true, "r-1");

    set(there, false, "r-2");

    assertThat(there.heard(COUNT)).isEmpty();
    assertThat(here.now(COUNT)).isEmpty();
    here.refresh();
    assertThat(here.heard(COUNT)).isEmpty();
  }

  private void set(Switchboard at, boolean stop, String request) {
    Peer olga = mycelium.peers().named("olga").orElseThrow();
    var intent = new Intent(olga.id().value(), request, "", olga.id(), mycelium.clock().instant());
    assertThat(at.set(COUNT, stop, intent)).isEmpty();
  }
}
