package io.mycelium.functions.jobs;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.DeadLetter;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.room.Rooms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The jobs that were given up, of a room or of all that somebody sees, among those of the whole
/// queue.
final class DeadLetters {
  private static final int PAGE = 100;

  /// Pages that are looked through by a call; the next call goes on from there.
  private static final int PAGES_READ = 50;

  private final JobQueue queue;
  private final Rooms rooms;

  DeadLetters(JobQueue queue, Rooms rooms) {
    this.queue = queue;
    this.rooms = rooms;
  }

  /// @param next the place to go on from, if there may be more
  record Found(List<DeadLetter> letters, Optional<String> next) {
    Found {
      letters = List.copyOf(letters);
    }
  }

  /// Which belong to the room of a call, or with `everywhere` to all rooms that admit the caller:
  /// of a closed room nobody else learns anything.
  Predicate<DeadLetter> within(boolean everywhere, Invocation by) {
    if (!everywhere) {
      return letter -> letter.room().equals(by.place().room());
    }
    Map<RoomId, Boolean> admit = new HashMap<>();
    return letter ->
        admit.computeIfAbsent(letter.room(), room -> rooms.find(room, by.caller()).isPresent());
  }

  /// Those that fit, newest first.
  ///
  /// @param before the last place of the page before; empty for the start
  Found find(Predicate<DeadLetter> fits, String before, int max) {
    List<DeadLetter> found = new ArrayList<>();
    String reached = before;
    for (int read = 0; read < PAGES_READ; read++) {
      List<DeadLetter> page = queue.deadLetters(reached, PAGE);
      for (DeadLetter letter : page) {
        reached = letter.place();
        if (fits.test(letter)) {
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
