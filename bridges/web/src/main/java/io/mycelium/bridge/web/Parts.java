package io.mycelium.bridge.web;

import io.mycelium.core.chat.Chat;
import io.mycelium.core.id.Ids;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.serving.Credentials;

/// What the bridge works with.
///
/// @param chat rooms as each viewer sees them
/// @param ids names requests and attempts to sign in; nobody can guess them
/// @param workspace its name
public record Parts(
    Identify identify,
    Sessions sessions,
    Credentials credentials,
    Chat chat,
    Ids ids,
    String workspace) {}
