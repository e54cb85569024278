package io.mycelium.benchmarks.queue;

import static io.mycelium.core.job.JobBuilder.aJob;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.core.job.JobEvents;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Mycelium's queue with drones of their own. This process does for the queue what a gateway does:
/// it looks for lost leases each second and takes the news. Jobs leave their marks in a folder.
public final class OwnWorkforce implements Workforce {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration TAKEN = Duration.ofMinutes(1);
  private static final Duration RELAY = Duration.ofMillis(10);
  private static final Duration REAP = Duration.ofSeconds(1);
  private static final int SOME = 64;
  private static final String WORKSPACE = "main";

  private final Store store;
  private final Path folder;
  private final Path marks;
  private final Redis redis;
  private final RedisQueue queue;
  private final Starts starts = new Starts();
  private final List<Thread> gateway;
  private volatile boolean closed;

  /// @param folder where drones and marks are
  public OwnWorkforce(Store store, Path folder) {
    this.store = store;
    this.folder = folder;
    this.marks = folder.resolve("marks");
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(store.url())));
    queue = RedisQueue.open(redis, WORKSPACE);
    gateway = List.of(again(this::relay, RELAY), again(queue.jobs()::reap, REAP));
  }

  private Thread again(Runnable work, Duration pause) {
    return Thread.ofVirtual()
        .start(() -> {
          while (!closed) {
            work.run();
            Waiting.pause(pause);
          }
        });
  }

  private void relay() {
    for (OutboxRow row : queue.jobs().outbox().take(SOME, TAKEN)) {
      if (row.kind().equals(JobEvents.STARTED)) {
        starts.add(row.payload().get("job").asText());
      }
      queue.jobs().outbox().done(row);
    }
  }

  @Override
  public String name() {
    return "Mycelium";
  }

  @Override
  public String id() {
    return "mycelium";
  }

  @Override
  public void submit(int jobs, Task task) {
    String digest = queue.blobs().store(new ByteArrayInputStream(packed(task)), LIFE).digest();
    for (int i = 0; i < jobs; i++) {
      queue.jobs().submit(job(digest));
    }
  }

  private byte[] packed(Task task) {
    String script =
        switch (task) {
          case HOLD -> "sleep 300\n";
          case MARK ->
              "sleep 0.005\nprintf x >> %s/$MYCELIUM_JOB_ID\nprintf done\n".formatted(marks);
        };
    byte[] content = script.getBytes(StandardCharsets.UTF_8);
    return PackageArchive.write(List.of(new PackageFile("run.sh", false, content)));
  }

  private JobSpec job(String digest) {
    ObjectNode job = Json.tree(aJob().spec());
    job.put("packageDigest", digest);
    job.putArray("readable");
    job.putArray("writable").add(marks.toString());
    return Json.read(job, JobSpec.class);
  }

  @Override
  public Workers start(Task task, int lanes) {
    try {
      // What root starts is run as nobody.
      Files.setPosixFilePermissions(
          Files.createDirectories(marks), PosixFilePermissions.fromString("rwxrwxrwx"));
      Path data = Files.createTempDirectory(folder, "drones");
      return Drones.start(store.url(), data, marks, lanes, starts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Integer> marks() {
    try (Stream<Path> files = Files.list(marks)) {
      return files.map(OwnWorkforce::size).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int size(Path mark) {
    try {
      return Math.toIntExact(Files.size(mark));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    gateway.forEach(OwnWorkforce::awaitEnd);
    redis.close();
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
