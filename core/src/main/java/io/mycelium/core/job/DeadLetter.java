package io.mycelium.core.job;

import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import java.time.Instant;

/// A job that was given up.
///
/// @param place where it stands among the others, for the next page
/// @param code of its last failure
public record DeadLetter(
    String place, JobId job, String function, RoomId room, String code, Instant at) {}
