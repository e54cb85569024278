package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.fixture.MutableClock;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commits while the connection is cut, and while Redis itself is killed: what is tried again under
/// the same intent happens once.
final class BrokenConnectionTest {
  private record Note(String text) {}

  private static final Kind<Note> NOTE = new Kind<>("note", Note.class);
  private static final RoomId ROOM = new RoomId("garden");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final int COMMITS = 400;
  private static final int WRITERS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private EmbeddedRedis server;
  private Redis client;
  private RedisWorkspace workspace;

  @BeforeEach
  void start(@TempDir Path folder) {
    // What Redis has answered shall be on its disk, however busy that is.
    server =
        EmbeddedRedis.start(
            EmbeddedRedis.Settings.in(folder).withAppendFsync(EmbeddedRedis.AppendFsync.ALWAYS));
    client =
        Redis.connect(
            RedisSettings.of(RedisUrl.parse(server.address().url()))
                .withCommandTimeout(Duration.ofSeconds(2)));
    workspace = RedisWorkspace.open(client, "test", MutableClock.at(NOW));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop();
  }

  @Test
  void everyCommitHappensOnceWhileConnectionsAreKilled() throws Exception {
    whileCommitting(
        () -> TestRedis.ask(server.address(), "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));
  }

  @Test
  void everyCommitHappensOnceWhileRedisIsKilled() throws Exception {
    whileCommitting(() -> {
      long before = server.pid();
      ProcessHandle.of(before).ifPresent(ProcessHandle::destroyForcibly);
      await().atMost(Duration.ofSeconds(20)).until(() -> server.pid() != before);
    });
  }

  private void whileCommitting(Runnable fault) throws Exception {
    var seen = new CopyOnWriteArrayList<EventRecord>();
    try (EventFeed feed = EventFeed.start(workspace.events());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      feed.listen(seen::add);
      var done = new AtomicInteger();
      List<? extends Future<?>> writers =
          IntStream.range(0, WRITERS)
              .mapToObj(writer -> threads.submit(() -> write(writer, done)))
              .toList();

      for (int at = COMMITS / 5; at < COMMITS; at += COMMITS / 5) {
        int reached = at;
        await().atMost(PATIENCE).until(() -> done.get() >= reached);
        fault.run();
      }

      for (Future<?> writer : writers) {
        writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      await().atMost(PATIENCE).until(() -> seen.size() >= COMMITS);
      List<EventRecord> log = workspace.events().after(EventLog.START, 2 * COMMITS);
      assertThat(seen).isEqualTo(log);
      assertThat(log).extracting(EventRecord::request).doesNotHaveDuplicates().hasSize(COMMITS);
      assertThat(log)
          .extracting(EventRecord::number)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, COMMITS).boxed().toList());
    }
  }

  private void write(int writer, AtomicInteger done) {
    for (int i = writer; i < COMMITS; i += WRITERS) {
      commitUntilCertain(workspace.store(), "r" + i);
      done.incrementAndGet();
    }
  }

  private static void commitUntilCertain(AggregateStore store, String request) {
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .ignoreException(StoreUnavailable.class)
        .until(
            () -> store.commit(create(request)),
            result ->
                result instanceof CommitResult.Committed
                    || result instanceof CommitResult.Repeated);
  }

  /// Each try has a new id, as when a handler runs again: the intent alone tells that it is a
  /// repeat.
  private static Commit create(String request) {
    String id = UUID.randomUUID().toString();
    var subject = new Subject("note", id);
    return Commit.of(new Intent("peer_ada", request, "d1", Peer.SYSTEM, NOW), Outcome.of(subject))
        .createNumbered(ROOM, NOTE, id, new Note("dig"))
        .event(new Event("note.created", Optional.of(ROOM), subject, Json.object()))
        .done();
  }
}
