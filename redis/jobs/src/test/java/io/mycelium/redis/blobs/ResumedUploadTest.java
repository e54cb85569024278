package io.mycelium.redis.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.reply.BlobRef;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ResumedUploadTest {
  private static final int SIZE = 5 << 20;

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void uploadGoesOnWhereRedisWasKilled() {
    var settings =
        EmbeddedRedis.Settings.in(folder).withAppendFsync(EmbeddedRedis.AppendFsync.ALWAYS);
    byte[] content = new byte[SIZE];
    new Random(7).nextBytes(content);
    EmbeddedRedis server = EmbeddedRedis.start(settings);
    try (Redis redis = Redis.connect(RedisSettings.of(RedisUrl.parse(server.address().url())))) {
      var blobs = new RedisBlobs(redis, new KeySpace("main"));
      var killing = new Killing(content, server);

      BlobRef stored = blobs.store(killing, Duration.ofHours(1));

      assertThat(killing.killed).isTrue();
      assertThat(stored.size()).isEqualTo(SIZE);
      await().until(() -> blobs.read(stored.digest()).isPresent());
      assertThat(blobs.read(stored.digest()).orElseThrow()).isEqualTo(content);
    } finally {
      server.stop();
    }
  }

  /// Can be read once only, and kills Redis half way.
  private static final class Killing extends InputStream {
    private final ByteArrayInputStream content;
    private final EmbeddedRedis server;
    private boolean killed;

    private Killing(byte[] content, EmbeddedRedis server) {
      this.content = new ByteArrayInputStream(content);
      this.server = server;
    }

    @Override
    public int read() {
      return content.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (!killed && content.available() < SIZE / 2) {
        killed = true;
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      }
      return content.read(target, offset, length);
    }
  }
}
