package io.mycelium.core.room;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import java.time.Instant;

/// Something said in a room, by a person, an agent or a function.
public record Post(PostId id, Place place, PeerId author, Content content, Instant at) {}
