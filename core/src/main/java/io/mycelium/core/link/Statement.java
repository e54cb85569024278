package io.mycelium.core.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a drone signs. It names what it is for and which gateway it is made for, so that nobody can
/// use it for something else or elsewhere.
public record Statement(String purpose, GatewayOrigin gateway, List<String> parts) {
  public Statement {
    parts = List.copyOf(parts);
  }

  /// The drone has this key, and wants to be called that.
  static Statement enrol(GatewayOrigin gateway, DroneKey key, String name) {
    return new Statement("mycelium-drone-enrol-1", gateway, List.of(key.text(), name));
  }

  /// The drone is there now.
  static Statement session(GatewayOrigin gateway, DroneKey key, String nonce) {
    return new Statement("mycelium-drone-session-1", gateway, List.of(key.text(), nonce));
  }

  /// Each part behind its length: no two statements have the same bytes.
  public byte[] bytes() {
    List<String> all = new ArrayList<>(List.of(purpose, gateway.text()));
    all.addAll(parts);
    var bytes = new ByteArrayOutputStream();
    for (String part : all) {
      byte[] content = part.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes((content.length + ":").getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(content);
    }
    return bytes.toByteArray();
  }
}
