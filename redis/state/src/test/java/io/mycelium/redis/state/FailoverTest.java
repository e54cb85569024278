package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.fixture.MutableClock;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.state.Stored;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestSentinel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A replica takes the place of its master, and lacks the last that was acknowledged.
@Timeout(90)
final class FailoverTest {
  private record Note(String text) {}

  private static final Kind<Note> NOTE = new Kind<>("note", Note.class);
  private static final RoomId ROOM = new RoomId("garden");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<EventRecord> seen = new CopyOnWriteArrayList<>();
  private final List<EventRecord> lost = new CopyOnWriteArrayList<>();
  private TestSentinel redis;
  private Redis client;
  private RedisWorkspace workspace;
  private EventFeed feed;

  @BeforeEach
  void start() {
    redis = TestSentinel.start();
    client = Redis.connect(RedisSettings.of(RedisUrl.parse(redis.url())));
    workspace = RedisWorkspace.open(client, "test", MutableClock.at(NOW));
    feed = EventFeed.start(workspace.events());
    feed.listen(seen::add);
    feed.onLoss(lost::addAll);
  }

  @AfterEach
  void stop() {
    feed.close();
    client.close();
    redis.close();
  }

  @Test
  void whatWasAcknowledgedAndIsGoneIsTold() {
    noted("before", "kept");
    var notes = new Mirror<Note>(feed, id -> workspace.store().find(NOTE, id).map(Stored::state));
    redis.cutReplication();
    noted("after", "lost");
    noted("later", "lost too");
    await().atMost(PATIENCE).until(() -> seen.size() == 3);
    assertThat(notes.find("later")).contains(new Note("lost too"));

    failOver();

    await().atMost(PATIENCE).until(() -> !lost.isEmpty());
    assertThat(lost).extracting(event -> event.subject().id()).containsExactly("after", "later");
    assertThat(notes.find("before")).contains(new Note("kept"));
    assertThat(notes.find("later")).isEmpty();
    goesOn();
  }

  @Test
  void nothingIsToldWhenNothingIsGone() {
    noted("before", "kept");
    await().atMost(PATIENCE).until(() -> seen.size() == 1);

    failOver();

    goesOn();
    assertThat(lost).isEmpty();
  }

  private void failOver() {
    redis.killMaster();
    redis.awaitPromotion();
  }

  /// Events of the new master are handed out, once each.
  private void goesOn() {
    noted("new", "after all");
    await().atMost(PATIENCE).until(() -> seen.getLast().subject().id().equals("new"));
    List<EventRecord> handedOut = seen.stream().filter(event -> !lost.contains(event)).toList();
    assertThat(handedOut).isEqualTo(workspace.events().after(EventLog.START, 10));
  }

  private void noted(String id, String text) {
    var subject = new Subject("note", id);
    Commit commit =
        Commit.of(new Intent("peer_ada", id, "d1", Peer.SYSTEM, NOW), Outcome.of(subject))
            .createNumbered(ROOM, NOTE, id, new Note(text))
            .event(new Event("note.created", Optional.of(ROOM), subject, Json.object()))
            .done();
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .ignoreException(StoreUnavailable.class)
        .until(() -> workspace.store().commit(commit), CommitResult.Committed.class::isInstance);
  }
}
