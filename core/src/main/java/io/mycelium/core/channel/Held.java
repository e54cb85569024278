package io.mycelium.core.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.room.Place;
import java.util.Optional;

/// A call that was offered to one person by a button, and that runs when they press it.
///
/// @param command spoken
/// @param options as far as they are known
/// @param ask whether they are asked for the options first
/// @param confirmation the token with which the call confirms itself
public record Held(
    PeerId peer,
    Place place,
    String command,
    ObjectNode options,
    boolean ask,
    Optional<String> confirmation) {}
