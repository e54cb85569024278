package io.mycelium.core.link;

import java.util.Optional;

/// A drone wants to be enrolled, or asks what became of that.
///
/// @param gateway as the drone reaches it
/// @param signature under [#statement], by the key
/// @param code what it was told before; without one a new request is made where there is none
public record EnrolRequest(
    DroneKey key,
    DroneSheet about,
    GatewayOrigin gateway,
    String signature,
    Optional<String> code) {
  /// What the drone signs.
  public static Statement statement(GatewayOrigin gateway, DroneKey key, DroneSheet about) {
    return Statement.enrol(gateway, key, about.name());
  }

  /// Whether whoever asks has the key.
  public boolean isProven() {
    return key.signed(statement(gateway, key, about), signature);
  }
}
