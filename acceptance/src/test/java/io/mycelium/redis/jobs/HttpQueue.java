package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueUnderTest;
import io.mycelium.core.state.Blobs;
import io.mycelium.drone.link.Link;
import io.mycelium.drone.link.Trust;
import io.mycelium.redis.blobs.RedisBlobs;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/// A queue in Redis that drones reach through a gateway, and whose clock a test puts forward.
final class HttpQueue implements QueueUnderTest, AutoCloseable {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Blobs blobs;
  private final RedisQueue queue;
  private final DroneServer.Served served;
  private final HttpDrones drones;

  private HttpQueue(Redis redis, DroneServer server, Link link) {
    InstantSource system = InstantSource.system();
    var keys = new KeySpace("main");
    blobs = new RedisBlobs(redis, keys);
    queue =
        RedisQueue.open(
            new QueueAccess(redis, keys.jobsPrefix(QueueAccess.NAME), ahead::get),
            blobs,
            () -> system.instant().plus(ahead.get()),
            new Random(1));
    served = server.serve(redis, queue);
    drones = new HttpDrones(link);
  }

  /// What all queues of a test class share; it takes longer to start than most tests to run.
  static final class Ground implements AutoCloseable {
    private final Redis redis;
    private final DroneServer server = new DroneServer();
    private final Link link = new Link(server.url(), Trust.OF_SYSTEM);

    Ground(String url) {
      redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url)));
    }

    HttpQueue queue() {
      return new HttpQueue(redis, server, link);
    }

    DroneServer server() {
      return server;
    }

    @Override
    public void close() {
      link.close();
      server.close();
      redis.close();
    }
  }

  DroneServer.Served served() {
    return served;
  }

  Blobs blobs() {
    return blobs;
  }

  @Override
  public JobQueue queue() {
    return queue.jobs();
  }

  @Override
  public HttpDrones source() {
    return drones;
  }

  @Override
  public Instant now() {
    return Instant.now().plus(ahead.get());
  }

  @Override
  public void passTime(Duration time) {
    ahead.updateAndGet(time::plus);
  }

  @Override
  public void close() {
    drones.close();
    served.close();
  }
}
