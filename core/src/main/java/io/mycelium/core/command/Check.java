package io.mycelium.core.command;

import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// Tells why a call would be refused as things stand. Changes nothing, may block, and may be asked
/// by anybody who could make the call, as often as a card is looked at.
@FunctionalInterface
public interface Check<P> {
  Optional<Reply.Refused> refusal(P options, Invocation invocation);
}
