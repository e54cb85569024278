package io.mycelium.bridge.http;

import io.mycelium.core.id.PeerId;
import java.util.HashMap;
import java.util.Map;

/// How many streams are open, of events out or of files in, in all and by peer. Thread-safe.
final class StreamSlots {
  private final int max;
  private final int maxPerPeer;
  private final Map<PeerId, Integer> byPeer = new HashMap<>();
  private int taken;

  StreamSlots(int max, int maxPerPeer) {
    this.max = max;
    this.maxPerPeer = maxPerPeer;
  }

  synchronized int taken() {
    return taken;
  }

  synchronized boolean take(PeerId peer) {
    int own = byPeer.getOrDefault(peer, 0);
    if (taken >= max || own >= maxPerPeer) {
      return false;
    }
    taken++;
    byPeer.put(peer, own + 1);
    return true;
  }

  synchronized void give(PeerId peer) {
    taken--;
    byPeer.computeIfPresent(peer, (_, own) -> own == 1 ? null : own - 1);
  }
}
