package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Flag;
import io.mycelium.core.state.Guard;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Lookup;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import io.mycelium.redis.outbox.RedisOutbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What `commit.lua` leaves in Redis. What it promises is in the contract suites.
@ParameterizedClass
@EnumSource(TestStore.class)
final class CommitScriptTest {
  private record Note(String text) {}

  private static final Kind<Note> NOTE = new Kind<>("note", Note.class);
  private static final RoomId ROOM = new RoomId("garden");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Index INDEX = new Index("notes");
  private static final Lookup TITLES = new Lookup("titles");
  private static final Flag LOCK = new Flag("lock");
  private static final WorkspaceKeys KEYS = TestStore.KEYS;

  @Parameter TestStore redis;

  @BeforeEach
  void flush() {
    redis.flush();
  }

  private static Intent intent(String request) {
    return new Intent("peer_ada", request, "d1", Peer.SYSTEM, NOW);
  }

  private static Commit.Draft draft(String request) {
    return Commit.of(intent(request), Outcome.of(new Subject("note", "n1")));
  }

  private CommitResult run(Commit.Draft draft) {
    return new CommitScript(redis.connection(), KEYS).run(draft.done());
  }

  private String text(String key) {
    return redis.connection().read(commands -> commands.get(key));
  }

  private double score(String key, String member) {
    return redis.connection().read(commands -> commands.zscore(key, member));
  }

  private Map<String, String> hash(String key) {
    return redis.connection().read(commands -> commands.hgetall(key));
  }

  @Test
  void everyPartLiesUnderItsKey() {
    OutboxRow row = new OutboxRow("row1", "water", NOW.plusSeconds(5), Json.object());

    run(
        draft("r1")
            .only(new Guard(LOCK, ""))
            .createNumbered(ROOM, NOTE, "n1", new Note("dig"))
            .rank(INDEX, "n1", 7)
            .bind(TITLES, "dig", "n1")
            .set(LOCK, "on")
            .event(
                new Event(
                    "note.created", Optional.of(ROOM), new Subject("note", "n1"), Json.object()))
            .owe(row));

    assertThat(text(KEYS.aggregate(NOTE, "n1"))).isEqualTo("1 1 {\"text\":\"dig\"}");
    assertThat(text(KEYS.sequence(ROOM))).isEqualTo("1");
    assertThat(text(KEYS.flag(LOCK))).isEqualTo("on");
    assertThat(text(KEYS.repeat(intent("r1"))))
        .isEqualTo("d1|{\"subject\":{\"type\":\"note\",\"id\":\"n1\"},\"pends\":false}");
    assertThat(score(KEYS.index(INDEX), "n1")).isEqualTo(7);
    assertThat(hash(KEYS.lookup(TITLES))).containsOnly(entry("dig", "n1"));
    assertThat(hash(KEYS.lookup(Lookup.numbers(ROOM)))).containsOnly(entry("1", "n1"));
    assertThat(score(KEYS.outbox(), "row1")).isEqualTo(row.due().toEpochMilli());
    assertThat(hash(RedisOutbox.rows(KEYS.outbox()))).containsOnly(entry("row1", Json.write(row)));
    long events = redis.connection().read(commands -> commands.xlen(KEYS.events()));
    assertThat(events).isEqualTo(1);
  }

  @Test
  void refusedCommitLeavesNoKey() {
    Commit.Draft refused =
        draft("r1")
            .createNumbered(ROOM, NOTE, "n1", new Note("dig"))
            .update(new Stored<>(NOTE, "n2", 3, 0, new Note("")), new Note("gone"))
            .rank(INDEX, "n1", 7)
            .bind(TITLES, "dig", "n1")
            .set(LOCK, "on")
            .owe(new OutboxRow("row1", "water", NOW, Json.object()));

    CommitResult result = run(refused);

    assertThat(result).isEqualTo(new CommitResult.Conflict("note", "n2"));
    assertThat(redis.connection().<Long>read(commands -> commands.dbsize())).isZero();
  }

  @Test
  void repeatsAreKeptAsLongAsAsked() {
    run(draft("short"));
    run(draft("long").keep(Duration.ofDays(7)));

    assertThat(timeToLive("short")).isBetween(Commit.KEEP.minusMinutes(1), Commit.KEEP);
    assertThat(timeToLive("long")).isBetween(Duration.ofDays(6), Duration.ofDays(7));
  }

  private Duration timeToLive(String request) {
    return Duration.ofMillis(
        redis.connection().read(commands -> commands.pttl(KEYS.repeat(intent(request)))));
  }

  @Test
  void requestIdsMayHoldAnyCharacter() {
    for (String request : new String[] {"a}b{c", "a:b", "%s|%d", "*"}) {
      CommitResult first = run(draft(request));
      CommitResult second = run(draft(request));

      assertThat(first).isInstanceOf(CommitResult.Committed.class);
      assertThat(second).isInstanceOf(CommitResult.Repeated.class);
    }
  }

  @Test
  void largeCommitIsWrittenWhole() {
    Commit.Draft draft = draft("r1");
    for (int i = 0; i < 500; i++) {
      draft.create(NOTE, "n" + i, new Note("x".repeat(2_000))).rank(INDEX, "n" + i, i);
    }

    run(draft);

    assertThat(redis.workspace().store().count(INDEX)).isEqualTo(500);
    assertThat(redis.workspace().store().find(NOTE, "n499")).isPresent();
  }

  @Test
  void commitThatContradictsItselfIsRefusedBeforeItIsSent() {
    Note note = new Note("dig");

    Stream.of(
            draft("r1").create(NOTE, "n1", note).create(NOTE, "n1", note),
            draft("r1")
                .createNumbered(ROOM, NOTE, "n1", note)
                .createNumbered(ROOM, NOTE, "n2", note),
            draft("r1").rank(INDEX, "n1", Long.MAX_VALUE),
            Commit.of(
                new Intent("peer_ada", "r1", "a|b", Peer.SYSTEM, NOW),
                Outcome.of(new Subject("note", "n1"))))
        .forEach(draft ->
            assertThatThrownBy(() -> run(draft)).isInstanceOf(IllegalArgumentException.class));
  }
}
