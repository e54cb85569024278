package io.mycelium.functions.pipeline;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.functions.Harness;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import io.mycelium.redis.state.RedisWorkspace;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Calls while the store is away.
class PipelineOutageTest {
  private final Bench bench = new Bench();

  @RegisterExtension final Harness mycelium = Harness.with(bench::feature);

  private EmbeddedRedis server;
  private Redis client;
  private Pipeline pipeline;

  /// Who calls is known; what was done before is kept in a store of its own.
  @BeforeEach
  void start(@TempDir Path folder) {
    server = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder).inMemory());
    client =
        Redis.connect(
            RedisSettings.of(RedisUrl.parse(server.address().url()))
                .withCommandTimeout(Duration.ofMillis(500)));
    AggregateStore store = RedisWorkspace.open(client, "test", mycelium.clock()).store();
    Pipeline.Parts parts = mycelium.parts();
    pipeline =
        new Pipeline(
            new Pipeline.Parts(
                parts.identify(),
                parts.catalogue(),
                parts.switches(),
                parts.rooms(),
                store,
                parts.attachments(),
                parts.views(),
                parts.confirmations(),
                parts.approvals(),
                parts.host(),
                parts.audit(),
                parts.clock()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop();
  }

  @Test
  void theCallerIsToldThatTryingAgainIsSafe() {
    assertThat(bench.ask().of(pipeline)).isText();

    server.stop();

    assertThat(bench.ask().called("r-2").of(pipeline))
        .isRefused(Reply.Reason.UNAVAILABLE, "store-unavailable")
        .says("Try again with the same request id; nothing is done twice.");
    assertThat(bench.handled()).isEqualTo(1);
  }

  @Test
  void whatNeedsNoStoreGoesOn() {
    server.stop();

    assertThat(bench.ask().to("bench look").of(pipeline)).says("seen oak");
  }
}
