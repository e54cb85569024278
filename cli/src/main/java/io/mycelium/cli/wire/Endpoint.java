package io.mycelium.cli.wire;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// A gateway to call, and what to prove oneself with.
///
/// @param url without a slash at its end
/// @param key an API key; never shown
/// @param keySource where the key came from, for people
/// @param named by this data folder, so that a gateway that does not answer is not running; empty
///   when somebody gave its address
public record Endpoint(URI url, String key, String keySource, Optional<DataFolder> named) {
  boolean secure() {
    return "https".equals(url.getScheme().toLowerCase(Locale.ROOT));
  }

  /// Without the brackets of an IPv6 address.
  String host() {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return url.getPort() >= 0 ? url.getPort() : secure() ? 443 : 80;
  }

  /// The value of the `Host` header.
  String authority() {
    return url.getPort() >= 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
  }

  String path() {
    return url.getRawPath() == null ? "" : url.getRawPath();
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
