package io.mycelium.core.state;

import java.time.Duration;
import java.util.List;

/// The events of the workspace, in order, for ever growing.
public interface EventLog {
  /// The place before the first event.
  String START = "0-0";

  /// The place of the newest event; [#START] when there is none.
  String last();

  /// Events after a place, oldest first.
  List<EventRecord> after(String place, int max);

  /// Events before a place, newest first.
  ///
  /// @param place `+` for the newest
  List<EventRecord> before(String place, int max);

  /// Opens a reader that waits, on a connection of its own.
  Reader reader();

  /// Follows the log. For one thread.
  interface Reader extends AutoCloseable {
    /// Events after the place; waits for the first one, at most as long as said.
    List<EventRecord> next(String after, int max, Duration wait);

    /// How often the reader has connected. When that grows, the log may be another's copy, which
    /// lacks what was last written.
    int connections();

    @Override
    void close();
  }
}
