package io.mycelium.core.state;

import static io.mycelium.core.state.Notes.KIND;
import static io.mycelium.core.state.Notes.create;
import static io.mycelium.core.state.Notes.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.state.Notes.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [AggregateStore] promises to many callers at a time.
public abstract class ConcurrentCommitsContract {
  private static final int WRITERS = 8;

  protected abstract AggregateStore store();

  /// The log that the store's commits write.
  protected abstract EventLog events();

  @Test
  void sameCommitFromManyThreadsCommitsOnce() throws Exception {
    Commit commit = create("r1", "n1");

    List<CommitResult> results = together(_ -> () -> store().commit(commit));

    assertThat(results)
        .filteredOn(CommitResult.Committed.class::isInstance)
        .containsExactly(new CommitResult.Committed(1));
    assertThat(results).filteredOn(CommitResult.Repeated.class::isInstance).hasSize(WRITERS - 1);
    assertThat(events().after(EventLog.START, 10)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noChangeOfManyWritersIsLost(long seed) throws Exception {
    store().commit(create("r0", "n1"));
    var notes = new Aggregates<>(store(), KIND, new Random(seed));

    List<Update<Note>> results =
        together(writer -> () -> notes.update("n1", wish("w" + writer), Notes::change));

    assertThat(results).allMatch(Update.Done.class::isInstance);
    Stored<Note> end = notes.find("n1").orElseThrow();
    assertThat(end.version()).isEqualTo(WRITERS + 1);
    assertThat(end.state().changes()).isEqualTo(WRITERS);
    assertThat(events().after(EventLog.START, 100))
        .filteredOn(event -> event.type().equals("note.changed"))
        .extracting(EventRecord::request)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, WRITERS).mapToObj(i -> "w" + i).toList());
  }

  @Test
  void numbersAreGivenOutWithoutGapsOrDoubles() throws Exception {
    List<CommitResult> results =
        together(writer -> () -> store().commit(create("r" + writer, "n" + writer)));

    assertThat(results)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, WRITERS)
                .<CommitResult>mapToObj(CommitResult.Committed::new)
                .toList());
  }

  /// Runs one call per writer, all at the same moment.
  private static <T> List<T> together(IntFunction<Callable<T>> calls)
      throws InterruptedException, ExecutionException {
    var start = new CyclicBarrier(WRITERS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          IntStream.range(0, WRITERS)
              .mapToObj(writer -> {
                Callable<T> call = calls.apply(writer);
                return threads.submit(() -> {
                  start.await();
                  return call.call();
                });
              })
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
