package io.mycelium.core.state;

import static io.mycelium.core.state.Notes.ADA;
import static io.mycelium.core.state.Notes.KIND;
import static io.mycelium.core.state.Notes.LOCK;
import static io.mycelium.core.state.Notes.NOW;
import static io.mycelium.core.state.Notes.ROOM;
import static io.mycelium.core.state.Notes.TITLES;
import static io.mycelium.core.state.Notes.create;
import static io.mycelium.core.state.Notes.draft;
import static io.mycelium.core.state.Notes.event;
import static io.mycelium.core.state.Notes.subject;
import static io.mycelium.core.state.Notes.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Notes.Note;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [AggregateStore] promises to one caller at a time. Implementations extend it; each
/// test starts with an empty workspace.
public abstract class AggregateStoreContract {
  protected abstract AggregateStore store();

  /// The log that the store's commits write.
  protected abstract EventLog events();

  @Test
  void createdAggregateIsRead() {
    CommitResult result =
        store().commit(draft("r1", "n1").create(KIND, "n1", new Note("säen 🌱", 0)).done());

    assertThat(result).isEqualTo(new CommitResult.Committed(0));
    assertThat(store().find(KIND, "n1"))
        .contains(new Stored<>(KIND, "n1", 1, 0, new Note("säen 🌱", 0)));
  }

  @Test
  void missingAggregateIsNotFound() {
    assertThat(store().find(KIND, "n1")).isEmpty();
    assertThat(store().findAll(KIND, List.of())).isEmpty();
  }

  @Test
  void immutableAggregateThatWasReadIsReadAnewAfterItsChange() {
    Kind<Note> immutable = Kind.immutable("leaf", Note.class);
    store().commit(draft("r1", "n1").create(immutable, "n1", new Note("dig", 0)).done());
    Stored<Note> created = store().find(immutable, "n1").orElseThrow();

    store().commit(draft("r2", "n1").update(created, created.state().changed()).done());

    var changed = new Stored<>(immutable, "n1", 2, 0, new Note("dig", 1));
    assertThat(store().find(immutable, "n1")).contains(changed);
    assertThat(store().findAll(immutable, List.of("n1"))).containsExactly(changed);
    assertThat(created.state()).isEqualTo(new Note("dig", 0));
  }

  @Test
  void updateRaisesTheVersionAndKeepsTheNumber() {
    store().commit(create("r1", "n1"));
    Stored<Note> created = store().find(KIND, "n1").orElseThrow();

    CommitResult result =
        store().commit(draft("r2", "n1").update(created, created.state().changed()).done());

    assertThat(result).isEqualTo(new CommitResult.Committed(0));
    assertThat(store().find(KIND, "n1"))
        .contains(new Stored<>(KIND, "n1", 2, 1, new Note("dig", 1)));
  }

  @Test
  void updateOfAStaleVersionConflictsAndChangesNothing() {
    store().commit(create("r1", "n1"));
    Stored<Note> created = store().find(KIND, "n1").orElseThrow();
    store().commit(draft("r2", "n1").update(created, new Note("first", 1)).done());

    CommitResult result =
        store()
            .commit(
                draft("r3", "n1")
                    .create(KIND, "n2", new Note("beside", 0))
                    .update(created, new Note("second", 1))
                    .bind(TITLES, "second", "n1")
                    .event(event("note.changed", "n1"))
                    .done());

    assertThat(result).isEqualTo(new CommitResult.Conflict("note", "n1"));
    assertThat(store().find(KIND, "n1").orElseThrow().state()).isEqualTo(new Note("first", 1));
    assertThat(store().find(KIND, "n2")).isEmpty();
    assertThat(store().lookup(TITLES, "second")).isEmpty();
    assertThat(store().earlier(wish("r3"))).isEmpty();
    assertThat(events().after(EventLog.START, 10)).hasSize(1);
  }

  @Test
  void creatingWhatExistsConflicts() {
    store().commit(create("r1", "n1"));

    CommitResult result = store().commit(create("r2", "n1"));

    assertThat(result).isEqualTo(new CommitResult.Conflict("note", "n1"));
    assertThat(store().commit(create("r3", "n2"))).isEqualTo(new CommitResult.Committed(2));
  }

  @Test
  void manyAreReadInTheOrderOfTheirIds() {
    store().commit(create("r1", "n1"));
    store().commit(create("r2", "n2"));
    store().commit(create("r3", "n3"));

    List<Stored<Note>> found = store().findAll(KIND, List.of("n3", "gone", "n1"));

    assertThat(found).extracting(Stored::id).containsExactly("n3", "n1");
    assertThat(found).extracting(Stored::number).containsExactly(3L, 1L);
  }

  @Test
  void eachRoomCountsForItself() {
    RoomId shed = new RoomId("shed");

    CommitResult first = store().commit(create("r1", "n1"));
    CommitResult second = store().commit(create("r2", "n2"));
    CommitResult elsewhere =
        store()
            .commit(
                draft("r3", "n3").createNumbered(shed, KIND, "n3", new Note("sweep", 0)).done());

    assertThat(List.of(first, second, elsewhere))
        .containsExactly(
            new CommitResult.Committed(1),
            new CommitResult.Committed(2),
            new CommitResult.Committed(1));
    assertThat(store().lookup(Lookup.numbers(ROOM), "2")).contains("n2");
    assertThat(store().lookups(Lookup.numbers(shed))).containsOnly(entry("1", "n3"));
  }

  @Test
  void boundNameIsTakenForOthersAndFreeForItsOwner() {
    store().commit(draft("r1", "n1").bind(TITLES, "beans", "n1").done());

    CommitResult other = store().commit(draft("r2", "n2").bind(TITLES, "beans", "n2").done());
    CommitResult same = store().commit(draft("r3", "n1").bind(TITLES, "beans", "n1").done());

    assertThat(other).isEqualTo(new CommitResult.Taken(TITLES, "beans", "n1"));
    assertThat(same).isInstanceOf(CommitResult.Committed.class);
    assertThat(store().lookups(TITLES)).containsOnly(entry("beans", "n1"));
  }

  @Test
  void nameIsFreeOnceUnboundEvenInTheSameCommit() {
    store().commit(draft("r1", "n1").bind(TITLES, "beans", "n1").done());

    CommitResult handed =
        store()
            .commit(draft("r2", "n2").unbind(TITLES, "beans").bind(TITLES, "beans", "n2").done());
    CommitResult twice =
        store()
            .commit(draft("r3", "n3").bind(TITLES, "peas", "n3").bind(TITLES, "peas", "n4").done());
    store().commit(draft("r4", "n2").unbind(TITLES, "beans").done());

    assertThat(handed).isInstanceOf(CommitResult.Committed.class);
    assertThat(twice).isEqualTo(new CommitResult.Taken(TITLES, "peas", "n3"));
    assertThat(store().lookups(TITLES)).isEmpty();
  }

  @Test
  void guardLetsPassOnlyWhileTheFlagHasTheValue() {
    Commit locking = draft("r1", "n1").only(new Guard(LOCK, "")).set(LOCK, "on").done();

    CommitResult free = store().commit(locking);
    CommitResult locked =
        store().commit(draft("r2", "n1").only(new Guard(LOCK, "")).set(LOCK, "again").done());
    CommitResult knowing =
        store().commit(draft("r3", "n1").only(new Guard(LOCK, "on")).set(LOCK, "off").done());

    assertThat(free).isInstanceOf(CommitResult.Committed.class);
    assertThat(locked).isEqualTo(new CommitResult.Guarded(LOCK, "on"));
    assertThat(knowing).isInstanceOf(CommitResult.Committed.class);
    assertThat(store().flag(LOCK)).isEqualTo("off");
    assertThat(store().flag(new Flag("never"))).isEmpty();
  }

  @Test
  void repeatGetsTheEarlierOutcomeAndChangesNothing() {
    Commit commit = create("r1", "n1");
    store().commit(commit);

    CommitResult repeated = store().commit(commit);

    assertThat(repeated).isEqualTo(new CommitResult.Repeated(Outcome.of(subject("n1"))));
    assertThat(store().earlier(wish("r1"))).contains(repeated);
    assertThat(events().after(EventLog.START, 10)).hasSize(1);
    assertThat(store().commit(create("r2", "n2"))).isEqualTo(new CommitResult.Committed(2));
  }

  @Test
  void outcomeWithoutSubjectIsKeptAsItsReply() {
    Outcome outcome = Outcome.of(new Reply.Text("Done | and {\"dusted\"}\nor so"));
    store().commit(Commit.of(wish("r1"), outcome).done());

    assertThat(store().earlier(wish("r1"))).contains(new CommitResult.Repeated(outcome));
  }

  @Test
  void requestIdWithOtherArgumentsIsReused() {
    store().commit(create("r1", "n1"));

    CommitResult reused =
        store().commit(Commit.of(wish("r1", "other"), Outcome.of(subject("n2"))).done());

    assertThat(reused).isEqualTo(new CommitResult.Reused());
    assertThat(store().earlier(wish("r1", "other"))).contains(new CommitResult.Reused());
  }

  @Test
  void digestsAreNotComparedWhereOneIsEmpty() {
    store().commit(create("r1", "n1"));
    store().commit(Commit.of(Intent.system("tick", NOW), Outcome.of(subject("n2"))).done());

    assertThat(store().earlier(wish("r1", "")))
        .contains(new CommitResult.Repeated(Outcome.of(subject("n1"))));
    assertThat(store().earlier(new Intent("system", "tick", "some", ADA, NOW)))
        .contains(new CommitResult.Repeated(Outcome.of(subject("n2"))));
  }

  @Test
  void sameRequestIdOfAnotherPrincipalIsAnotherRequest() {
    store().commit(create("r1", "n1"));
    Intent bobs = new Intent("peer_bob", "r1", "d-r1", ADA, NOW);

    CommitResult result =
        store().commit(Commit.of(bobs, Outcome.of(subject("n2"))).set(LOCK, "bob").done());

    assertThat(result).isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  void repeatIsForgottenWhenItsTimeIsOver() {
    Commit commit =
        new Commit(
            wish("r1"),
            Outcome.of(subject("n1")),
            Duration.ofMillis(20),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    store().commit(commit);

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(store().earlier(wish("r1"))).isEmpty());
  }

  @Test
  void eventsTellWhoDidWhatWhenAndUnderWhichNumber() {
    store()
        .commit(
            draft("r1", "n1")
                .createNumbered(ROOM, KIND, "n1", new Note("dig", 0))
                .event(event("note.created", "n1"))
                .event(
                    new Event(
                        "post.created",
                        Optional.empty(),
                        new Subject("post", "p1"),
                        Json.object().put("text", "Ä\n\"quoted\"")))
                .done());

    List<EventRecord> found = events().after(EventLog.START, 10);

    assertThat(found).hasSize(2);
    EventRecord created = found.getFirst();
    assertThat(created)
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(
            new EventRecord(
                "",
                EventRecord.SCHEMA,
                "note.created",
                Optional.of(ROOM),
                subject("n1"),
                1,
                ADA,
                "r1",
                NOW,
                event("note.created", "n1").payload()));
    assertThat(found.getLast().room()).isEmpty();
    assertThat(found.getLast().number()).isEqualTo(1);
    assertThat(found.getLast().payload().path("text").asText()).isEqualTo("Ä\n\"quoted\"");
  }

  @Test
  void numberCanBeSharedAndIsNotGivenOutForThat() {
    store().commit(create("r1", "n1"));

    CommitResult sharing =
        store()
            .commit(
                draft("r2", "n2")
                    .createSharing(1, KIND, "n2", new Note("rake", 0))
                    .event(event("note.created", "n2"))
                    .event(event("post.created", "p1"))
                    .done());
    Stored<Note> shared = store().find(KIND, "n2").orElseThrow();
    store()
        .commit(
            draft("r3", "n2")
                .update(shared, shared.state().changed())
                .event(event("note.changed", "n2"))
                .done());

    assertThat(sharing).isEqualTo(new CommitResult.Committed(0));
    assertThat(shared.number()).isEqualTo(1);
    assertThat(store().find(KIND, "n2").orElseThrow().number()).isEqualTo(1);
    assertThat(store().lookup(Lookup.numbers(ROOM), "1")).contains("n1");
    assertThat(store().commit(create("r4", "n4"))).isEqualTo(new CommitResult.Committed(2));
    assertThat(events().before("+", 5))
        .extracting(EventRecord::number)
        .containsExactly(2L, 1L, 1L, 1L, 1L);
  }

  @Test
  void laterEventsCarryTheNumberOfTheirSubject() {
    store().commit(create("r1", "n1"));
    store().commit(create("r2", "n2"));
    Stored<Note> first = store().find(KIND, "n1").orElseThrow();
    Stored<Note> second = store().find(KIND, "n2").orElseThrow();

    store()
        .commit(
            draft("r3", "n1")
                .update(first, first.state().changed())
                .update(second, second.state().changed())
                .event(event("note.changed", "n2"))
                .event(event("note.changed", "n1"))
                .done());

    assertThat(events().before("+", 2)).extracting(EventRecord::number).containsExactly(1L, 2L);
  }

  @Test
  void indexIsReadInPagesFromBothEnds() {
    Commit.Draft draft = draft("r1", "n1");
    for (int i = 1; i <= 5; i++) {
      draft.rank(Notes.BY_NUMBER, "n" + i, i * 10L);
    }
    store().commit(draft.done());
    store().commit(draft("r2", "n1").unrank(Notes.BY_NUMBER, "n3").done());
    store().commit(draft("r3", "n1").rank(Notes.BY_NUMBER, "n1", 45).done());

    Index index = Notes.BY_NUMBER;
    assertThat(store().count(index)).isEqualTo(4);
    assertThat(store().newest(index, Long.MAX_VALUE, 2)).containsExactly("n5", "n1");
    assertThat(store().newest(index, 45, 2)).containsExactly("n4", "n2");
    assertThat(store().newest(index, 20, 2)).isEmpty();
    assertThat(store().oldest(index, Long.MIN_VALUE, 3)).containsExactly("n2", "n4", "n1");
    assertThat(store().oldest(index, 45, 3)).containsExactly("n5");
    assertThat(store().count(new Index("none"))).isZero();
  }

  @Test
  void pagesLeaveNothingOutAmongIdsOfOneRank() {
    Commit.Draft draft = draft("r1", "n1");
    Stream.of("a", "b", "c", "d", "e").forEach(id -> draft.rank(Notes.BY_NUMBER, id, 20));
    store().commit(draft.rank(Notes.BY_NUMBER, "f", 10).rank(Notes.BY_NUMBER, "g", 30).done());

    Index index = Notes.BY_NUMBER;
    assertThat(store().newest(index, Long.MAX_VALUE, 3)).containsExactly("g", "e", "d");
    assertThat(store().newestAfter(index, "d", 20, 2)).containsExactly("c", "b");
    assertThat(store().newestAfter(index, "b", 20, 2)).containsExactly("a", "f");
    assertThat(store().newestAfter(index, "f", 10, 2)).isEmpty();
  }

  @Test
  void pagesGoOnBehindAnIdThatHasLeft() {
    Commit.Draft draft = draft("r1", "n1");
    Stream.of("a", "b", "c", "d", "e").forEach(id -> draft.rank(Notes.BY_NUMBER, id, 20));
    store().commit(draft.rank(Notes.BY_NUMBER, "f", 10).done());

    store().commit(draft("r2", "n2").unrank(Notes.BY_NUMBER, "c").done());

    assertThat(store().newestAfter(Notes.BY_NUMBER, "c", 20, 5)).containsExactly("b", "a", "f");
  }

  @Test
  void pagesCoverManyIdsOfOneRank() {
    Commit.Draft draft = draft("r1", "n1");
    List<String> ids = IntStream.range(0, 500).mapToObj("n%03d"::formatted).toList();
    ids.forEach(id -> draft.rank(Notes.BY_NUMBER, id, 20));
    store().commit(draft.done());

    assertThat(store().newestAfter(Notes.BY_NUMBER, "n003", 20, 5))
        .containsExactly("n002", "n001", "n000");
  }

  @Test
  void neighboursAndCountsOfAnIndexAreThoseOfTheCommits() {
    Commit.Draft draft = draft("r1", "n1");
    for (int i = 1; i <= 5; i++) {
      draft.rank(Notes.BY_NUMBER, "n" + i, i / 2);
    }
    store().commit(draft.done());

    Index index = Notes.BY_NUMBER;
    assertThat(store().around(index, "n3", 1, 1))
        .contains(new Slice(List.of("n2", "n3", "n4"), true, true));
    assertThat(store().around(index, "gone", 1, 1)).isEmpty();
    Optional<Tally.Entry> last = Optional.of(new Tally.Entry("n5", 2));
    assertThat(store().tally(List.of(Span.all(index), new Span(index, 1, "n2"))))
        .containsExactly(new Tally(5, last), new Tally(3, last));
  }
}
