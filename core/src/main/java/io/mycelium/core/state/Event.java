package io.mycelium.core.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Subject;
import java.util.Optional;

/// Something that a commit makes happen.
///
/// @param type noun and past participle: `task.created`
/// @param room in which it is seen; without one, operators alone see it
/// @param payload additive over time
public record Event(String type, Optional<RoomId> room, Subject subject, ObjectNode payload) {}
