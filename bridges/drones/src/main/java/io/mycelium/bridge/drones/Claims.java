package io.mycelium.bridge.drones;

import io.mycelium.core.job.Heard;
import io.mycelium.core.json.Json;
import io.mycelium.core.link.ClaimAnswer;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;

/// Claims, which may wait: no thread is held meanwhile.
record Claims(Parts parts, WaitingRoom room, Calls calls) {
  private static final Json.Reader<ClaimRequest> READER = Json.reader(ClaimRequest.class);

  /// A claim that was read.
  ///
  /// @param patience how long it waits at most
  record Asked(ClaimRequest claim, Waiting waiting, Duration patience) {}

  /// Reads what a drone asks for.
  ///
  /// @param since when the request came, by [System#nanoTime]
  /// @throws Json.Unreadable when it is no claim
  /// @throws Refused when it names another drone
  Asked read(HttpServerRequest request, Visitor by, String body, long since) {
    ClaimRequest said = READER.read(body);
    ClaimRequest claim = said.by(by.seen(said.drone()));
    Duration longest = spread(claim.call());
    Duration patience = claim.patience().compareTo(longest) < 0 ? claim.patience() : longest;
    var waiting =
        new Waiting(claim, since, (end, heard) -> calls.settle(request, answer(end, heard)));
    return new Asked(claim, waiting, patience);
  }

  /// Lets a drone wait on that comes right after its last wait. On the event loop.
  ///
  /// @return whether it waits; if not, it has to [#enter]
  boolean goesOn(HttpServerRequest request, Asked asked) {
    boolean waits =
        asked.claim().follows() && asked.patience().isPositive() && room.goesOn(asked.waiting());
    if (waits) {
      endInTime(request, asked);
    }
    return waits;
  }

  /// Lets a drone wait. Blocks for a look at the queue.
  void enter(HttpServerRequest request, Asked asked) {
    Waiting waiting = asked.waiting();
    if (asked.patience().isPositive()) {
      Heard heard = parts.broker().announce(waiting.drone());
      calls.loop().runOnContext(_ -> endInTime(request, asked));
      room.enter(waiting, heard);
    } else {
      // One that only looks announces itself on its own.
      room.expire(waiting);
      room.enter(waiting, Waiting.NOT_ANNOUNCED);
    }
  }

  /// Waits of different claims end apart, up to a tenth: drones that came together, as after a
  /// restart of the gateway, do not stay together.
  private Duration spread(String call) {
    long most = parts.longestWait().toMillis();
    return Duration.ofMillis(most - Math.floorMod(call.hashCode(), Math.max(1, most / 10)));
  }

  /// On the event loop.
  private void endInTime(HttpServerRequest request, Asked asked) {
    Vertx timers = calls.loop().owner();
    long patience = Math.max(1, asked.patience().toMillis());
    long timer = timers.setTimer(patience, _ -> room.expire(asked.waiting()));
    request
        .response()
        .closeHandler(_ -> {
          timers.cancelTimer(timer);
          room.expire(asked.waiting());
        });
  }

  private static Answer answer(Waiting.End end, Heard heard) {
    return switch (end) {
      case Waiting.End.Found(var jobs, var waited) -> json(new ClaimAnswer(jobs, waited, heard));
      case Waiting.End.Nothing(), Waiting.End.Drained() ->
          json(new ClaimAnswer(List.of(), Duration.ZERO, heard));
      case Waiting.End.Expelled() -> Refused.unknownSession().answer();
      case Waiting.End.Failed(StoreUnavailable _) ->
          Problems.of(503, "store-unavailable", "The queue does not answer right now.");
      case Waiting.End.Failed _ -> Problems.fault(Door.WHO);
    };
  }

  private static Answer json(Object value) {
    return Answer.json(200, Json.writeBytes(value));
  }
}
