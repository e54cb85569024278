package io.mycelium.core.state;

import java.time.Duration;

/// Does the effect of one kind of outbox row. Runs at least once per row, perhaps on two gateways
/// at a time; what it writes is named after the row, so that doing it twice is doing it once.
public interface OutboxHandler {
  /// The [OutboxRow#kind] that it handles.
  String kind();

  /// Does the effect. Throwing leaves the row for another try.
  ///
  /// @return what becomes of the row
  Settled handle(OutboxRow row) throws InterruptedException;

  /// What becomes of a row.
  sealed interface Settled {
    /// It is done and goes.
    record Done() implements Settled {}

    /// It stays, to be tried again after a while.
    record Later(Duration pause) implements Settled {}

    /// It stays, or the one that has replaced it meanwhile, to be tried again after a while.
    record Rest(Duration pause) implements Settled {}

    /// It stays, to be tried again after a pause that doubles from try to try on one gateway.
    ///
    /// @param first the first pause
    /// @param longest no pause is longer
    record Slower(Duration first, Duration longest) implements Settled {}
  }
}
