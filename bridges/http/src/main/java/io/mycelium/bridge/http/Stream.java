package io.mycelium.bridge.http;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Caller;
import io.mycelium.serving.Outlet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// One open event stream. Events come from one thread at a time: first the one that reads the log
/// for it, then the hub's.
final class Stream {
  private final String secret;
  private final PeerId peer;
  private final EventFilter filter;
  private final Outlet outlet;
  private final Runnable connection;
  private final Runnable released;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// The newest event that was looked at, sent or not.
  private LogPlace place;

  /// @param connection closes the connection; called on its event loop
  /// @param released called once, when the stream has ended
  Stream(
      StreamRequest request, LogPlace from, Outlet outlet, Runnable connection, Runnable released) {
    this.secret = request.secret();
    this.peer = request.peer();
    this.filter = request.filter();
    this.place = from;
    this.outlet = outlet;
    this.connection = connection;
    this.released = released;
  }

  PeerId peer() {
    return peer;
  }

  String secret() {
    return secret;
  }

  LogPlace place() {
    return place;
  }

  Outlet outlet() {
    return outlet;
  }

  boolean open() {
    return !closed.get();
  }

  /// Sends the event if it comes after what was sent, was asked for and may be seen.
  void give(Encoded event, Sight sight) {
    if (!open() || !event.place().after(place)) {
      return;
    }
    Optional<Caller> holder = sight.holder(secret);
    if (holder.isEmpty()) {
      end();
      return;
    }
    place = event.place();
    if (filter.wants(event.event()) && sight.open(holder.get()) && !outlet.offer(event.block())) {
      cut();
    }
  }

  /// Goes on from a place before which nothing is left.
  void skipTo(LogPlace to) {
    if (to.after(place)) {
      place = to;
    }
  }

  void beat() {
    if (!outlet.offer(Encoded.heartbeat(place))) {
      cut();
    }
  }

  /// Ends it in good order.
  void end() {
    if (release()) {
      outlet.end();
    }
  }

  /// Ends it because the reader is too slow; it can resume where it was.
  void cut() {
    if (release()) {
      outlet.cut(connection);
    }
  }

  /// The reader went away.
  void gone() {
    release();
    outlet.gone();
  }

  private boolean release() {
    boolean first = closed.compareAndSet(false, true);
    if (first) {
      released.run();
    }
    return first;
  }
}
