package io.mycelium.redis.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.command.Digests;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Blobs, on a server as on a cluster.
abstract class RedisBlobsContract {
  private static final Duration DAY = Duration.ofDays(1);
  private static final KeySpace KEYS = new KeySpace("main");

  private Redis redis;
  private Blobs blobs;

  abstract String url();

  @BeforeEach
  void open() {
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url())));
    blobs = new RedisBlobs(redis, KEYS, Duration.ofMillis(400));
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private BlobRef store(byte[] content, Duration life) {
    return blobs.store(new ByteArrayInputStream(content), life);
  }

  private byte[] content(BlobRef blob) throws IOException {
    try (InputStream in = blobs.open(blob.digest()).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  private List<String> pieces() {
    return redis.shared().read(commands -> commands.keys("*:pieces"));
  }

  private long life(String key) {
    return redis.shared().read(commands -> commands.pttl(key));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        RedisBlobs.PIECE - 1,
        RedisBlobs.PIECE,
        RedisBlobs.PIECE + 1,
        3 * RedisBlobs.PIECE
      })
  void contentComesBackAsItWas(int size) throws IOException {
    byte[] content = random(size);

    BlobRef blob = store(content, DAY);

    assertThat(blob.digest()).isEqualTo(HexFormat.of().formatHex(Digests.sha256(content)));
    assertThat(blob.size()).isEqualTo(size);
    assertThat(blobs.find(blob.digest())).contains(blob);
    assertThat(content(blob)).isEqualTo(content);
  }

  @Test
  void contentIsReadByteByByteToo() throws IOException {
    BlobRef blob = store(new byte[] {1, (byte) 0xff}, DAY);

    try (InputStream in = blobs.open(blob.digest()).orElseThrow()) {
      assertThat(in.read()).isEqualTo(1);
      assertThat(in.read()).isEqualTo(0xff);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void sameContentIsKeptOnceAndLivesLonger() {
    byte[] content = random(1000);
    BlobRef first = store(content, Duration.ofMinutes(1));

    BlobRef second = store(content, DAY);
    store(content, Duration.ofMinutes(1));

    assertThat(second).isEqualTo(first);
    assertThat(pieces()).hasSize(1);
    assertThat(life(pieces().getFirst())).isGreaterThan(Duration.ofHours(23).toMillis());
    assertThat(life(KEYS.blob(first.digest(), "pointer")))
        .isBetween(Duration.ofHours(23).toMillis(), DAY.toMillis());
  }

  @Test
  void sameContentFromManyThreadsIsWholeAndKeptOnce() throws Exception {
    byte[] content = random(RedisBlobs.PIECE + 7);
    Callable<BlobRef> call = () -> store(content, DAY);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<BlobRef> each : threads.invokeAll(java.util.Collections.nCopies(8, call))) {
        assertThat(content(each.get())).isEqualTo(content);
      }
    }

    assertThat(pieces()).hasSize(1);
  }

  @Test
  void contentThatIsKeptLivesOn() throws IOException {
    byte[] content = random(1000);
    BlobRef kept = store(content, Duration.ofMillis(300));
    BlobRef other = store(random(10), Duration.ofMillis(300));

    assertThat(blobs.keep(kept.digest(), DAY)).contains(kept);
    assertThat(blobs.keep(kept.digest(), Duration.ofMillis(1))).contains(kept);

    await().until(() -> blobs.find(other.digest()).isEmpty());
    assertThat(content(kept)).isEqualTo(content);
    assertThat(blobs.keep(other.digest(), DAY)).isEmpty();
  }

  @Test
  void blobGoesWhenItsLifeEnds() {
    BlobRef blob = store(random(10), Duration.ofMillis(100));

    await().until(() -> blobs.find(blob.digest()).isEmpty());

    assertThat(blobs.open(blob.digest())).isEmpty();
  }

  @Test
  void openedBlobIsReadToItsEndThoughItsLifeEnds() throws IOException {
    byte[] content = random(2 * RedisBlobs.PIECE);
    BlobRef blob = store(content, Duration.ofMillis(100));

    try (InputStream in = blobs.open(blob.digest()).orElseThrow()) {
      await().until(() -> blobs.find(blob.digest()).isEmpty());

      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void tooLargeContentIsNotKept() {
    assertThatThrownBy(() -> blobs.store(new Zeros(Blobs.MAX_SIZE + 1), DAY))
        .isInstanceOf(Blobs.TooLarge.class);

    assertThat(pieces()).isEmpty();
  }

  @Test
  void largestContentIsStoredAndReadInPieces() throws IOException {
    BlobRef blob = blobs.store(new Zeros(Blobs.MAX_SIZE), DAY);

    assertThat(blob.size()).isEqualTo(Blobs.MAX_SIZE);
    try (InputStream in = blobs.open(blob.digest()).orElseThrow()) {
      assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(Blobs.MAX_SIZE);
    }
  }

  @Test
  void contentThatBreaksOffIsNotKept() {
    InputStream broken =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(random(RedisBlobs.PIECE)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("cable cut");
              }
            });

    assertThatThrownBy(() -> blobs.store(broken, DAY)).isInstanceOf(UncheckedIOException.class);

    assertThat(pieces()).isEmpty();
  }

  @Test
  void halfAnUploadExpires() throws InterruptedException, ExecutionException {
    var pausing = new java.util.concurrent.CountDownLatch(1);
    InputStream slow =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(random(RedisBlobs.PIECE)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                try {
                  pausing.await();
                  return -1;
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
              }
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<BlobRef> stored = threads.submit(() -> blobs.store(slow, DAY));
      await().until(() -> pieces().size() == 1);

      await().until(() -> pieces().isEmpty());
      pausing.countDown();

      assertThatThrownBy(stored::get)
          .hasCauseInstanceOf(io.mycelium.core.state.StoreUnavailable.class);
    }
  }

  @Test
  void changedContentDoesNotReachItsEnd() throws IOException {
    BlobRef blob = store(random(10), DAY);
    redis.shared().write(commands -> commands.hset(pieces().getFirst(), "0", "other"));

    try (InputStream in = blobs.open(blob.digest()).orElseThrow()) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "{main}:x", "../x"})
  void whatIsNoDigestIsNotThere(String digest) {
    assertThat(blobs.open(digest)).isEmpty();
    assertThat(blobs.find(digest)).isEmpty();
    assertThat(blobs.keep(digest, DAY)).isEmpty();
  }

  /// So many zeros, without holding them.
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      java.util.Arrays.fill(target, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
