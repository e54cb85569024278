package io.mycelium.bridge.http;

import io.mycelium.core.json.Json;
import io.mycelium.core.state.EventRecord;
import io.vertx.core.buffer.Buffer;

/// An event as every stream writes it, made once.
record Encoded(LogPlace place, EventRecord event, Buffer block) {
  static Encoded of(EventRecord event) {
    Buffer block =
        Buffer.buffer()
            .appendString("id: ")
            .appendString(event.id())
            .appendString("\nevent: ")
            .appendString(event.type())
            .appendString("\ndata: ")
            .appendBytes(Json.writeBytes(event))
            .appendString("\n\n");
    return new Encoded(LogPlace.of(event.id()), event, block);
  }

  /// A sign of life that also says how far a stream is which sees few events.
  static Buffer heartbeat(LogPlace place) {
    return Buffer.buffer(":\nid: " + place + "\n\n");
  }
}
