package io.mycelium.bridge.drones;

import io.mycelium.core.job.Heard;
import io.mycelium.core.json.Json;
import io.mycelium.core.link.ClaimAnswer;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Problems;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;

/// Claims, which may wait: no thread is held meanwhile.
record Claims(Parts parts, WaitingRoom room, Calls calls) {
  private static final Heard NOT_ANNOUNCED = new Heard(Duration.ZERO, false);

  /// Lets a drone wait. Blocks for a look at the queue.
  ///
  /// @param since when the request came, by [System#nanoTime]
  void enter(HttpServerRequest request, Visitor by, String body, long since) {
    ClaimRequest asked = Json.read(body, ClaimRequest.class);
    ClaimRequest told = asked.by(by.seen(asked.drone()));
    Duration longest = spread(told.call());
    Duration patience = told.patience().compareTo(longest) < 0 ? told.patience() : longest;
    // One that only looks announces itself on its own.
    Heard heard = patience.isPositive() ? parts.broker().announce(told.drone()) : NOT_ANNOUNCED;
    var waiting = new Waiting(told, since, end -> calls.settle(request, answer(end, heard)));
    if (patience.isPositive()) {
      endInTime(request, waiting, patience);
    } else {
      room.expire(waiting);
    }
    room.enter(waiting, heard.again());
  }

  /// Waits of different claims end apart, up to a fifth: drones that came together, as after a
  /// restart of the gateway, do not stay together.
  private Duration spread(String call) {
    long most = parts.longestWait().toMillis();
    return Duration.ofMillis(most - Math.floorMod(call.hashCode(), Math.max(1, most / 5)));
  }

  private void endInTime(HttpServerRequest request, Waiting waiting, Duration patience) {
    Context loop = calls.loop();
    loop.runOnContext(_ -> {
      long timer =
          loop.owner().setTimer(Math.max(1, patience.toMillis()), _ -> room.expire(waiting));
      request
          .response()
          .closeHandler(_ -> {
            loop.owner().cancelTimer(timer);
            room.expire(waiting);
          });
    });
  }

  private static Answer answer(Waiting.End end, Heard heard) {
    return switch (end) {
      case Waiting.End.Found(var jobs, var waited) -> json(new ClaimAnswer(jobs, waited, heard));
      case Waiting.End.Nothing() -> json(new ClaimAnswer(List.of(), Duration.ZERO, heard));
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
