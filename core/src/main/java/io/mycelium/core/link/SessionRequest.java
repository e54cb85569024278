package io.mycelium.core.link;

import io.mycelium.core.id.DroneId;

/// A drone proves who it is.
///
/// @param gateway as the drone reaches it
/// @param signature under [#statement], by the drone's key
public record SessionRequest(DroneId drone, GatewayOrigin gateway, String nonce, String signature) {
  /// What the drone signs.
  public static Statement statement(GatewayOrigin gateway, DroneKey key, String nonce) {
    return Statement.session(gateway, key, nonce);
  }

  /// Whether it has the other half of this key.
  public boolean isProvenBy(DroneKey key) {
    return key.signed(statement(gateway, key, nonce), signature);
  }
}
