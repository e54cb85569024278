package io.mycelium.bridge.discord.far;

import java.time.Instant;

/// A request as it came in, and its answer.
///
/// @param path without the API's version, such as `/channels/1/messages`
/// @param body as it was sent; of a form with files its JSON part alone
/// @param invalid what Discord's schemas say against the body; empty where they say nothing
public record Recorded(
    Instant at, String method, String path, String body, int status, String invalid) {}
