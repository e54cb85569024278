package io.mycelium.gateway.host;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/// Passes a call through the local event bus as it is. The bus spans one process; nothing is ever
/// encoded.
final class PendingCallCodec implements MessageCodec<PendingCall, PendingCall> {
  static final String NAME = "pending-call";

  @Override
  public void encodeToWire(Buffer buffer, PendingCall call) {
    throw new IllegalStateException("the event bus is local");
  }

  @Override
  public PendingCall decodeFromWire(int position, Buffer buffer) {
    throw new IllegalStateException("the event bus is local");
  }

  @Override
  public PendingCall transform(PendingCall call) {
    return call;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
