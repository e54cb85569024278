package io.mycelium.bridge.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/// The queue for drones that reach this gateway over HTTP. Decides nothing about jobs, nor about
/// who is enrolled.
public final class DroneBridge implements AutoCloseable {
  private final Parts parts;
  private final WaitingRoom room;

  public DroneBridge(Parts parts) {
    this.parts = parts;
    this.room = WaitingRoom.open(parts.broker());
  }

  /// Answers below [io.mycelium.core.link.LinkPath#MOUNT].
  public Handler<HttpServerRequest> door(Serving serving) {
    return new Door(parts, room, serving)::handle;
  }

  /// A drone is enrolled no more: what it has open here ends at once.
  public void expel(DroneId drone) {
    room.expel(drone, new Waiting.End.Expelled());
  }

  /// A drone is to end when its jobs have ended: one that waits here hears it at once.
  public void drain(DroneId drone) {
    room.drain(drone);
  }

  /// How many drones wait here.
  public int waiting() {
    return room.size();
  }

  /// How many drones were woken so far because there was work.
  public long woken() {
    return room.woken();
  }

  /// Ends all waits.
  @Override
  public void close() {
    room.close();
  }
}
