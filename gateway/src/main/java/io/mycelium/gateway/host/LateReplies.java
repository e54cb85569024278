package io.mycelium.gateway.host;

import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.reply.Reply;

/// Tells a reply whose caller stopped waiting.
@FunctionalInterface
public interface LateReplies {
  void tell(Ready<?> call, Reply reply);
}
