package io.mycelium.core.state;

import static io.mycelium.core.state.Notes.draft;
import static io.mycelium.core.state.Notes.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [EventLog] promises. Events come from the commits of its workspace.
public abstract class EventLogContract {
  private static final Duration SOON = Duration.ofSeconds(10);

  protected abstract AggregateStore store();

  protected abstract EventLog events();

  /// Commits events of the types `from`, `from + 1`, ... two a commit.
  private void happen(int from, int to) {
    for (int i = from; i <= to; i += 2) {
      Commit.Draft draft = draft("happen" + i, "n1").event(event(Integer.toString(i), "n1"));
      if (i < to) {
        draft.event(event(Integer.toString(i + 1), "n1"));
      }
      store().commit(draft.done());
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
  }

  private static List<String> types(List<EventRecord> events) {
    return events.stream().map(EventRecord::type).toList();
  }

  @Test
  void emptyLogHasNothingOnEitherSide() {
    assertThat(events().last()).isEqualTo(EventLog.START);
    assertThat(events().after(EventLog.START, 10)).isEmpty();
    assertThat(events().before("+", 10)).isEmpty();
  }

  @Test
  void logIsReadForwardsAndBackwardsFromAnyPlace() {
    happen(1, 9);
    List<EventRecord> all = events().after(EventLog.START, 100);

    assertThat(types(all)).isEqualTo(numbers(1, 9));
    assertThat(events().last()).isEqualTo(all.getLast().id());
    for (int i = 0; i < all.size(); i++) {
      String place = all.get(i).id();
      assertThat(events().after(place, 100)).isEqualTo(all.subList(i + 1, all.size()));
      assertThat(events().before(place, 100)).isEqualTo(all.subList(0, i).reversed());
    }
    assertThat(types(events().after(EventLog.START, 2))).isEqualTo(numbers(1, 2));
    assertThat(types(events().before("+", 2))).isEqualTo(numbers(8, 9).reversed());
  }

  @Test
  void readerWaitsForTheFirstEvent() throws Exception {
    try (EventLog.Reader reader = events().reader()) {
      var waiting =
          CompletableFuture.supplyAsync(
              () -> reader.next(EventLog.START, 10, SOON), Thread::startVirtualThread);

      happen(1, 1);

      assertThat(types(waiting.get())).containsExactly("1");
    }
  }

  @Test
  void readerComesBackEmptyWhenNothingHappens() {
    try (EventLog.Reader reader = events().reader()) {
      assertThat(reader.next(EventLog.START, 10, Duration.ofMillis(30))).isEmpty();
    }
  }

  @Test
  void waitingReaderHoldsUpNobody() {
    try (EventLog.Reader reader = events().reader()) {
      var waiting =
          CompletableFuture.supplyAsync(
              () -> reader.next(EventLog.START, 10, SOON), Thread::startVirtualThread);

      await().atMost(SOON.dividedBy(2)).until(() -> events().last().equals(EventLog.START));
      assertThat(waiting).isNotDone();
      happen(1, 1);
      assertThat(waiting).succeedsWithin(SOON);
    }
  }

  @Test
  void twoReadersEachGetEverythingWithoutDoubles() {
    happen(1, 10);
    var first = new CopyOnWriteArrayList<EventRecord>();
    var second = new CopyOnWriteArrayList<EventRecord>();
    Thread slow = follow(first, 3, 40);
    Thread fast = follow(second, 100, 40);

    happen(11, 40);

    await().atMost(SOON).until(() -> !slow.isAlive() && !fast.isAlive());
    assertThat(types(first)).isEqualTo(numbers(1, 40));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void readerResumesFromAnyPlace() {
    happen(1, 9);
    List<EventRecord> all = events().after(EventLog.START, 100);

    for (int i = 0; i < all.size(); i++) {
      try (EventLog.Reader reader = events().reader()) {
        List<EventRecord> rest = new ArrayList<>();
        String place = all.get(i).id();
        while (!place.equals(all.getLast().id())) {
          rest.addAll(reader.next(place, 2, SOON));
          place = rest.getLast().id();
        }
        assertThat(rest).isEqualTo(all.subList(i + 1, all.size()));
      }
    }
  }

  @Test
  void feedHandsOnEveryEventOnceAndInOrder() {
    happen(1, 4);
    var seen = new CopyOnWriteArrayList<EventRecord>();
    try (EventFeed feed = EventFeed.start(events())) {
      feed.listen(seen::add);

      happen(5, 30);

      await().atMost(SOON).until(() -> feed.place().equals(events().last()));
      assertThat(types(seen)).isEqualTo(numbers(5, 30));
    }
  }

  private Thread follow(List<EventRecord> into, int batch, int until) {
    return Thread.startVirtualThread(() -> {
      try (EventLog.Reader reader = events().reader()) {
        String place = EventLog.START;
        while (into.size() < until) {
          for (EventRecord event : reader.next(place, batch, SOON)) {
            into.add(event);
            place = event.id();
          }
        }
      }
    });
  }
}
