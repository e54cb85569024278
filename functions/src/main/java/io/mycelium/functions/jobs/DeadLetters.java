package io.mycelium.functions.jobs;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.DeadLetter;
import io.mycelium.core.job.JobQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The jobs of a room that were given up, among those of the whole queue.
final class DeadLetters {
  private static final int PAGE = 100;

  /// Pages that are looked through by a call; the next call goes on from there.
  private static final int PAGES_READ = 50;

  private final JobQueue queue;

  DeadLetters(JobQueue queue) {
    this.queue = queue;
  }

  /// @param next the place to go on from, if there may be more
  record Found(List<DeadLetter> letters, Optional<String> next) {
    Found {
      letters = List.copyOf(letters);
    }
  }

  /// Those of a room that fit, newest first.
  ///
  /// @param before the last place of the page before; empty for the start
  Found find(RoomId room, Predicate<DeadLetter> fits, String before, int max) {
    List<DeadLetter> found = new ArrayList<>();
    String reached = before;
    for (int read = 0; read < PAGES_READ; read++) {
      List<DeadLetter> page = queue.deadLetters(reached, PAGE);
      for (DeadLetter letter : page) {
        reached = letter.place();
        if (letter.room().equals(room) && fits.test(letter)) {
          found.add(letter);
        }
        if (found.size() == max) {
          return new Found(found, Optional.of(reached));
        }
      }
      if (page.size() < PAGE) {
        return new Found(found, Optional.empty());
      }
    }
    return new Found(found, Optional.of(reached));
  }
}
