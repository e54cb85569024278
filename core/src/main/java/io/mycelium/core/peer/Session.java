package io.mycelium.core.peer;

import io.mycelium.core.id.KeyId;
import io.mycelium.core.id.PeerId;
import java.time.Instant;

/// Somebody who is signed in on one device.
///
/// @param since when they signed in
/// @param expires when it ends unless it is used before
public record Session(KeyId id, PeerId peer, Instant since, Instant expires) {}
