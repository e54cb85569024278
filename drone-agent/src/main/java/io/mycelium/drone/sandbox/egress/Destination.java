package io.mycelium.drone.sandbox.egress;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a program wants to connect to, in its words.
///
/// @param host a name or an address, IPv6 in brackets
record Destination(String host, int port) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::(\\d{1,5}))?");

  /// Reads `host:port`, or `host` where there is a standard.
  static Optional<Destination> read(String authority, Optional<Integer> standard) {
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<Integer> port =
        Optional.ofNullable(parts.group(2)).map(Integer::valueOf).or(() -> standard);
    return port.filter(p -> p > 0 && p < 65_536).map(p -> new Destination(parts.group(1), p));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
