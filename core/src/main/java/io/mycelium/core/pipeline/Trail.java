package io.mycelium.core.pipeline;

import io.mycelium.core.command.Effect;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.text.PlainText;
import java.time.InstantSource;
import java.util.Optional;

/// Keeps what was refused and which sensitive things were read. Changes are in the event log.
final class Trail {
  private static final int LONGEST_COMMAND = 70;
  private static final int LONGEST_REQUEST = 100;

  private final AuditTrail audit;
  private final Catalogue.Source catalogue;
  private final InstantSource clock;

  Trail(AuditTrail audit, Catalogue.Source catalogue, InstantSource clock) {
    this.audit = audit;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /// @param caller nobody when it is not known
  void keep(Request request, Optional<Caller> caller, Reply reply) {
    outcome(request, reply)
        .ifPresent(outcome ->
            audit.add(
                new AuditTrail.Entry(
                    clock.instant(),
                    caller.map(known -> known.id().value()).orElse("anonymous"),
                    PlainText.line(request.command(), LONGEST_COMMAND),
                    Parse.room(request.room()),
                    PlainText.line(request.id(), LONGEST_REQUEST),
                    outcome)));
  }

  private Optional<String> outcome(Request request, Reply reply) {
    return switch (reply) {
      case Reply.Refused refused ->
          kept(refused) ? Optional.of("refused:" + refused.code()) : Optional.empty();
      default ->
          catalogue
              .current()
              .find(request.command())
              .filter(e -> e.command().audited() && e.command().effect() == Effect.READ)
              .map(_ -> "read");
    };
  }

  private static boolean kept(Reply.Refused refused) {
    return refused.reason() != Reply.Reason.BUSY
        && refused.reason() != Reply.Reason.UNCONFIRMED
        && !refused.code().equals(FunctionHost.STILL_WORKING);
  }
}
