package io.mycelium.bridge.http;

import io.mycelium.core.id.PeerId;

/// A stream as its caller asked for it.
///
/// @param secret the caller's, to ask for its rights again
record StreamRequest(String secret, PeerId peer, EventFilter filter) {}
