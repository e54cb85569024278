package io.mycelium.core.pipeline;

import io.mycelium.core.id.RoomId;
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
  private final InstantSource clock;

  Trail(AuditTrail audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /// What somebody tried to do.
  ///
  /// @param caller nobody when it is not known
  /// @param command as it was given
  /// @param request its id, as it was given
  record Attempt(Optional<Caller> caller, String command, Optional<RoomId> room, String request) {}

  /// Keeps what came of it, if that is worth keeping.
  ///
  /// @param sensitive whether it is worth knowing that it was not refused
  void keep(Attempt attempt, Reply reply, boolean sensitive) {
    outcome(reply, sensitive)
        .ifPresent(outcome ->
            audit.add(
                new AuditTrail.Entry(
                    clock.instant(),
                    attempt.caller().map(known -> known.id().value()).orElse("anonymous"),
                    PlainText.line(attempt.command(), LONGEST_COMMAND),
                    attempt.room(),
                    PlainText.line(attempt.request(), LONGEST_REQUEST),
                    outcome)));
  }

  private static Optional<String> outcome(Reply reply, boolean sensitive) {
    return switch (reply) {
      case Reply.Refused refused ->
          kept(refused) ? Optional.of("refused:" + refused.code()) : Optional.empty();
      default -> sensitive ? Optional.of("read") : Optional.empty();
    };
  }

  private static boolean kept(Reply.Refused refused) {
    return refused.reason() != Reply.Reason.BUSY
        && refused.reason() != Reply.Reason.UNCONFIRMED
        && !refused.code().equals(FunctionHost.STILL_WORKING);
  }
}
