package io.mycelium.bridge.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Ability;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.link.ClaimRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A drone that waits for work, by its open request. What changes in it is guarded by the lock of
/// its [WaitingRoom].
final class Waiting {
  /// What a wait ends with.
  sealed interface End {
    /// There are jobs.
    ///
    /// @param waited from the request's arrival until the jobs were asked for
    record Found(List<Claimed> jobs, Duration waited) implements End {}

    record Nothing() implements End {}

    /// An operator wants the drone to end.
    record Drained() implements End {}

    /// The drone is none of ours any more.
    record Expelled() implements End {}

    record Failed(RuntimeException cause) implements End {}
  }

  /// Said to those that did not announce themselves.
  static final Heard NOT_ANNOUNCED = new Heard(Duration.ZERO, false);

  private final ClaimRequest request;
  private final Ability ability;
  private final long since;
  private final BiConsumer<End, Heard> end;

  /// What the drone is told besides, as an answer to its announcement.
  Heard heard = NOT_ANNOUNCED;

  /// When the queue was told last that the drone lives, by [System#nanoTime].
  long seen;

  /// Somebody asks the queue for it now.
  boolean looking = true;

  /// Work that came while somebody asked: ask again.
  @Nullable JobClass rung;

  /// Its time is over; it ends when nobody asks for it any more.
  boolean late;

  /// It has its end, or needs none.
  boolean over;

  /// @param since when the request came, by [System#nanoTime]
  /// @param end is told once how it ended, and what the drone is to be told besides
  Waiting(ClaimRequest request, long since, BiConsumer<End, Heard> end) {
    this.request = request;
    this.ability = request.drone().free();
    this.since = since;
    this.seen = since;
    this.end = end;
  }

  Drone drone() {
    return request.drone();
  }

  DroneId id() {
    return request.drone().id();
  }

  String call() {
    return request.call();
  }

  int max() {
    return request.max();
  }

  Ability ability() {
    return ability;
  }

  Duration waitedUntil(long nanoTime) {
    return Duration.ofNanos(nanoTime - since);
  }

  void tell(End how) {
    end.accept(how, how instanceof End.Drained ? new Heard(heard.again(), true) : heard);
  }
}
