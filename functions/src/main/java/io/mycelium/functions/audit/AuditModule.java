package io.mycelium.functions.audit;

import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.EventLog;
import java.util.List;

/// The feature as the gateway composes it.
public final class AuditModule {
  private final EventLog events;
  private final AuditTrail trail;
  private final Peers peers;
  private final Rooms rooms;

  public AuditModule(EventLog events, AuditTrail trail, Peers peers, Rooms rooms) {
    this.events = events;
    this.trail = trail;
    this.peers = peers;
    this.rooms = rooms;
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("audit"),
            "Look up who did what, and what was refused",
            FunctionLimits.STANDARD,
            List.of(new ShowAudit(new History(events, trail), peers, rooms).command())));
  }
}
