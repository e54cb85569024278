package io.mycelium.core.channel;

import io.mycelium.core.id.PeerId;
import java.time.Instant;

/// Mycelium in a workspace of a chat platform whose people have let it in.
///
/// @param tenant the workspace, as [ChannelRef#tenant] has it
/// @param name as people know it
/// @param credential what the bridge proves itself with there, sealed by the bridge: who reads the
///   store alone cannot use it
/// @param by whose invitation it was
public record Installation(
    String platform, String tenant, String name, String credential, PeerId by, Instant since) {
  /// A secret is in it, if a sealed one.
  @Override
  public String toString() {
    return platform + '/' + tenant;
  }
}
