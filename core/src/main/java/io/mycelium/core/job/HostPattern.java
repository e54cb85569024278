package io.mycelium.core.job;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a job may connect to: one host, or all below a domain, on one port.
///
/// @param host in lower case: a name, `*.` and a domain for all names below it, `*` for every name,
///   an IPv4 address, or an IPv6 address in brackets
/// @param port 1 to 65535
public record HostPattern(String host, int port) {
  /// How one is written, for people.
  public static final String FORM = "pypi.org:443, *.example.org:443 or 10.0.0.5:5432";

  private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,62})";
  private static final Pattern HOST =
      Pattern.compile("(?:\\*|(?:\\*\\.)?" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-f:.]{2,45}])");
  private static final Pattern WHOLE = Pattern.compile("(.{1,255}):(\\d{1,5})");
  private static final int MOST_PORT = 65_535;

  public HostPattern {
    if (!HOST.matcher(host).matches() || host.length() > 253 || port < 1 || port > MOST_PORT) {
      throw new IllegalArgumentException("a host and a port look like " + FORM);
    }
  }

  /// Reads `host:port`; empty when it is none.
  public static Optional<HostPattern> parse(String text) {
    Matcher whole = WHOLE.matcher(text.toLowerCase(Locale.ROOT));
    if (!whole.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new HostPattern(whole.group(1), Integer.parseInt(whole.group(2))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether a host, as a program named it, and a port are meant.
  ///
  /// @param named a name or an address, IPv6 in brackets
  public boolean matches(String named, int at) {
    String lower = named.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    if (at != port || name.isEmpty()) {
      return false;
    }
    return host.equals("*") || host.equals(name) || (below() && name.endsWith(host.substring(1)));
  }

  private boolean below() {
    return host.startsWith("*.");
  }

  /// As [#parse] reads it.
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
