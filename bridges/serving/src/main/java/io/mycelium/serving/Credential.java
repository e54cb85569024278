package io.mycelium.serving;

import java.util.Optional;

/// What a request proves itself with.
///
/// @param secret of a key or a session
/// @param cookie whether a browser sent it by itself, so that the page behind the request need not
///   be ours
public record Credential(Optional<String> secret, boolean cookie) {}
