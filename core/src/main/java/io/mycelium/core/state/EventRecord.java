package io.mycelium.core.state;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Subject;
import java.time.Instant;
import java.util.Optional;

/// Something that happened, as the log has it.
///
/// @param id its place in the log; ids grow
/// @param schema the form of the payload, from 1
/// @param number the short number of the subject; 0 when it has none
/// @param request of the call that caused it
@JsonIgnoreProperties(ignoreUnknown = true)
public record EventRecord(
    String id,
    int schema,
    String type,
    Optional<RoomId> room,
    Subject subject,
    long number,
    PeerId actor,
    String request,
    Instant at,
    ObjectNode payload) {
  /// The form that is written today.
  public static final int SCHEMA = 1;
}
