package io.mycelium.drone.sandbox.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a program asks the proxy for.
///
/// @param tunnel whether it wants to speak to the destination by itself, as for TLS
/// @param head what the destination is to be sent first, a character for each byte; empty for a
///   tunnel
record ProxyRequest(Destination to, boolean tunnel, String head) {
  private static final int LONGEST_HEAD = 32 << 10;
  private static final String HTTP = "http://";

  /// For this connection alone, or rewritten.
  private static final Set<String> DROPPED =
      Set.of("connection", "proxy-connection", "proxy-authorization", "keep-alive", "host");

  /// Reads to the end of the head and not a byte more.
  ///
  /// @return empty when it is no request to a proxy
  static Optional<ProxyRequest> read(InputStream in) throws IOException {
    List<String> lines = lines(in);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String[] request = lines.getFirst().split(" ", -1);
    if (request.length != 3 || !request[2].startsWith("HTTP/1.")) {
      return Optional.empty();
    }
    if (request[0].equals("CONNECT")) {
      return Destination.read(request[1], Optional.empty())
          .map(to -> new ProxyRequest(to, true, ""));
    }
    if (!request[1].toLowerCase(Locale.ROOT).startsWith(HTTP)) {
      return Optional.empty();
    }
    String rest = request[1].substring(HTTP.length());
    int path = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
    String target = path == rest.length() ? "/" : rest.substring(path);
    return Destination.read(rest.substring(0, path), Optional.of(80))
        .map(to -> new ProxyRequest(to, false, head(request[0] + " " + target, to, lines)));
  }

  private static String head(String request, Destination to, List<String> lines) {
    var head = new StringBuilder(request).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(to.port() == 80 ? to.host() : to.toString()).append("\r\n");
    lines.stream()
        .skip(1)
        .filter(line -> !DROPPED.contains(name(line)))
        .forEach(line -> head.append(line).append("\r\n"));
    // One request for each connection: the next may be meant for another host.
    head.append("Connection: close\r\n\r\n");
    return head.toString();
  }

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
  }

  private static List<String> lines(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    var line = new ByteArrayOutputStream();
    for (int count = 0; count < LONGEST_HEAD; count++) {
      int b = in.read();
      if (b < 0) {
        return List.of();
      }
      if (b != '\n') {
        line.write(b);
        continue;
      }
      String text = line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
      line.reset();
      if (text.isEmpty()) {
        return lines;
      }
      lines.add(text);
    }
    return List.of();
  }
}
