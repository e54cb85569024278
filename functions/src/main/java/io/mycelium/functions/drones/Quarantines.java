package io.mycelium.functions.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.JobEvents;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.functions.queue.DroneNames;

/// Tells the main room of a drone that gets no more jobs because too much went wrong on it.
final class Quarantines implements OutboxHandler {
  private final JobQueue queue;
  private final Noticeboard notices;

  Quarantines(JobQueue queue, Noticeboard notices) {
    this.queue = queue;
    this.notices = notices;
  }

  @Override
  public String kind() {
    return JobEvents.QUARANTINED;
  }

  @Override
  public Settled handle(OutboxRow row) {
    var drone = new DroneId(row.payload().path("drone").asText());
    String name = DroneNames.of(drone, queue);
    notices.post(
        Place.of(RoomId.MAIN),
        new Reply.Text(
            "The drone `%s` is quarantined and gets no more jobs: it was lost with, or had to give back, %d jobs within %d minutes. Look at its machine; then an operator types `drone resume %s`."
                .formatted(
                    name.replace('`', '\''),
                    row.payload().path("jobs").asLong(),
                    QueuePolicy.QUARANTINE_WINDOW.toMinutes(),
                    drone.value())),
        row.id());
    return new Settled.Done();
  }
}
