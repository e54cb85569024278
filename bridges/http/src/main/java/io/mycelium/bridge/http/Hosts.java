package io.mycelium.bridge.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Which names a bridge on a loopback address may be called by. A page of a stranger whose name was
/// made to point at this machine has another one.
final class Hosts {
  private final boolean checked;
  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

  Hosts(Settings settings) {
    checked = loopback(settings.host());
    names.add(settings.host().toLowerCase(Locale.ROOT));
    settings.hostNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  boolean allow(HttpServerRequest request) {
    if (!checked) {
      return true;
    }
    String given = request.getHeader(HttpHeaders.HOST);
    return given != null && (names.contains(given) || names.contains(name(given)));
  }

  private static String name(String authority) {
    int bracket = authority.indexOf(']');
    int colon = authority.indexOf(':', Math.max(0, bracket));
    return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
