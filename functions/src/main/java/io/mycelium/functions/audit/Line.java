package io.mycelium.functions.audit;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.EventRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One line of the audit trail.
///
/// @param who a peer's id, or `anonymous`
/// @param what an event's type, or a command and what came of it
/// @param subject type and id; empty for what was refused or read
/// @param number of the subject, with `#`; empty when it has none
record Line(
    Instant at,
    String who,
    String what,
    Optional<RoomId> room,
    String subject,
    String number,
    String request) {
  static Line of(EventRecord event) {
    return new Line(
        event.at(),
        event.actor().value(),
        event.type(),
        event.room(),
        event.subject().toString(),
        event.number() > 0 ? "#" + event.number() : "",
        event.request());
  }

  static Line of(AuditTrail.Entry entry) {
    return new Line(
        entry.at(),
        entry.who(),
        entry.command() + ": " + entry.outcome(),
        entry.room(),
        "",
        "",
        entry.request());
  }

  /// Which lines are looked for.
  ///
  /// @param command part of [Line#what]; `task create` also finds `task.created`
  record Filter(Optional<String> who, Optional<String> command, Optional<RoomId> room) {
    boolean fits(Line line) {
      return who.map(line.who::equals).orElse(true)
          && room.map(r -> line.room.filter(r::equals).isPresent()).orElse(true)
          && command.map(c -> mentions(line.what, c)).orElse(true);
    }

    private static boolean mentions(String what, String command) {
      String sought = command.strip().toLowerCase(Locale.ROOT);
      return what.toLowerCase(Locale.ROOT).contains(sought)
          || what.contains(sought.replace(' ', '.'));
    }
  }
}
