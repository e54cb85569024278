package io.mycelium.core.room;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.PeerKind;

/// Who wrote a post, as a reader sees it.
public record Author(PeerId id, String name, PeerKind kind) {}
