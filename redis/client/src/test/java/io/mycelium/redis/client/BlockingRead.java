package io.mycelium.redis.client;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A read of a whole stream that waits for its first entry.
final class BlockingRead {
  private BlockingRead() {}

  @SuppressWarnings("unchecked") // the library takes a generic array
  static CompletableFuture<List<StreamMessage<String, String>>> of(
      RedisConnection connection, String stream, Duration block) {
    var fromTheStart = XReadArgs.StreamOffset.from(stream, "0");
    return connection
        .readLater(commands -> commands.xread(XReadArgs.Builder.block(block), fromTheStart))
        .toCompletableFuture();
  }
}
