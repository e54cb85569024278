package io.mycelium.core.room;

import io.mycelium.core.reply.Reply;
import java.time.Instant;
import java.util.Optional;

/// A post as it looks at this moment, the same for every reader.
///
/// @param reply what it shows: what was said, or its subject's card drawn now
/// @param replies how many posts hang on it
/// @param lastReply when the newest of them was written
public record ShownPost(
    Post post, Author author, Reply reply, long replies, Optional<Instant> lastReply) {}
