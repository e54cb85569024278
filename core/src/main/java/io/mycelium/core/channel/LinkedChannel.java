package io.mycelium.core.channel;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Role;
import java.time.Instant;
import java.util.Optional;

/// A channel and the room whose talk it shows.
///
/// @param name as people know it there
/// @param role of those who are in the channel and whom nobody knows otherwise; without one they
///   may do nothing
/// @param since what was said before is not shown there
public record LinkedChannel(
    ChannelRef ref, String name, RoomId room, Optional<Role> role, PeerId by, Instant since) {}
