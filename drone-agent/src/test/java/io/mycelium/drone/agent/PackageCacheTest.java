package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class PackageCacheTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  @TempDir Path home;

  private final AtomicLong seconds = new AtomicLong();
  private Redis redis;
  private RedisQueue queue;
  private JobSource source;
  private PackageCache cache;

  @BeforeEach
  void open() throws IOException {
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(server.url())));
    queue = RedisQueue.open(redis, "main");
    source = queue.source();
    cache =
        new PackageCache(
            home.resolve("cache"),
            source,
            () -> Instant.ofEpochSecond(seconds.incrementAndGet()),
            2);
  }

  @AfterEach
  void close() {
    source.close();
    redis.close();
  }

  @Test
  void packageIsUnpackedWithItsExecutableBits() throws Exception {
    String digest = stored("echo one");

    Path target = unpacked(digest);

    assertThat(target.resolve("bin/run")).hasContent("echo one").isExecutable();
  }

  @Test
  void knownPackageIsNotFetchedAgain() throws Exception {
    String digest = stored("echo one");
    unpacked(digest);

    server.flush();

    assertThat(unpacked(digest).resolve("bin/run")).hasContent("echo one");
  }

  @Test
  void spoiltPackageIsFetchedAgain() throws Exception {
    String digest = stored("echo one");
    unpacked(digest);
    Path kept = home.resolve("cache").resolve(digest + ".tar");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(kept, "something else");

    assertThat(unpacked(digest).resolve("bin/run")).hasContent("echo one");
  }

  @Test
  void leastUsedPackageGoesFirst() throws Exception {
    String first = stored("echo one");
    String second = stored("echo two");
    unpacked(first);
    unpacked(second);
    unpacked(first);

    String third = stored("echo three");
    unpacked(third);

    try (Stream<Path> kept = Files.list(home.resolve("cache"))) {
      assertThat(kept.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(first + ".tar", third + ".tar");
    }
  }

  @Test
  void unknownPackageIsToldApart() throws Exception {
    assertThat(cache.unpack("0".repeat(64), home)).isFalse();
    assertThat(cache.unpack("../../etc/passwd", home)).isFalse();
  }

  @Test
  void contentThatIsNoPackageIsRefused() {
    byte[] text = "no package".getBytes(StandardCharsets.UTF_8);
    String digest =
        queue.blobs().store(new ByteArrayInputStream(text), Duration.ofHours(1)).digest();

    assertThatThrownBy(() -> unpacked(digest)).isInstanceOf(PackageArchive.Malformed.class);
  }

  private String stored(String content) {
    var file = new PackageFile("bin/run", true, content.getBytes(StandardCharsets.UTF_8));
    var archive = new ByteArrayInputStream(PackageArchive.write(List.of(file)));
    return queue.blobs().store(archive, Duration.ofHours(1)).digest();
  }

  private Path unpacked(String digest) throws IOException, InterruptedException {
    Path target = Files.createTempDirectory(home, "unpacked");
    assertThat(cache.unpack(digest, target)).isTrue();
    return target;
  }
}
