package io.mycelium.functions.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.Id;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import java.util.Optional;
import java.util.function.Consumer;

/// Changes how the queue runs and tells of it. The queue is told first: what is told in the
/// workspace holds. A crash between the two leaves a change that is not told of, which whoever
/// asked for it, without an answer, asks for again.
public final class Steering {
  private static final String EVENT = "queue.";
  private static final String DRAINING = EVENT + "draining";
  private static final String TARGET = "target";

  /// How a target begins that is a drone.
  private static final String OF_DRONE = "drone:";

  private final AggregateStore store;
  private final JobQueue queue;

  public Steering(AggregateStore store, JobQueue queue) {
    this.store = store;
    this.queue = queue;
  }

  /// Holds something up, or lets it go on.
  public Reply control(QueueControl control, String said, Invocation by) {
    queue.control(control);
    String word =
        switch (control.mode()) {
          case GO_ON -> "resumed";
          case PAUSED -> "paused";
          case DRAINING -> "draining";
          case QUARANTINED -> "quarantined";
        };
    return told(EVENT + word, Json.object().put(TARGET, control.target().name()), said, by);
  }

  /// Tells of each drone that is drained, on whichever gateway.
  public static void onDrained(EventFeed feed, Consumer<DroneId> listener) {
    feed.listen(event -> {
      String target = event.payload().path(TARGET).asText();
      if (event.type().equals(DRAINING) && target.startsWith(OF_DRONE)) {
        Id.read(target.substring(OF_DRONE.length()), DroneId::new).ifPresent(listener);
      }
    });
  }

  /// Tells of a change that was made.
  Reply told(String type, ObjectNode payload, String said, Invocation by) {
    var reply = new Reply.Text(said);
    CommitResult result =
        store.commit(
            Commit.of(by.intent(), Outcome.of(reply))
                .event(
                    new Event(
                        type,
                        Optional.of(by.place().room()),
                        new Subject("queue", "jobs"),
                        payload.put("by", by.caller().name())))
                .done());
    return result instanceof CommitResult.Committed ? reply : Refusals.of(result);
  }
}
