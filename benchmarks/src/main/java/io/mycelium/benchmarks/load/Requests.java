package io.mycelium.benchmarks.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Requests of one kind, made once; each next one differs in a number of eight digits where the
/// template has `{n}`. For one thread.
public final class Requests {
  private static final String MARK = "{n}";
  private static final int DIGITS = 8;

  private final byte[] bytes;
  private final int[] places;
  private int next;

  private Requests(byte[] bytes, int[] places, int first) {
    this.bytes = bytes;
    this.places = places;
    this.next = first;
  }

  /// Calls of a command.
  ///
  /// @param first number; those of two loads on one store must not meet
  public static Requests call(URI server, String key, String command, String body, int first) {
    String content = body.replace(MARK, "0".repeat(DIGITS));
    String head =
        """
        POST /api/v1/commands/%s HTTP/1.1
        Host: %s
        Authorization: Bearer %s
        Content-Type: application/json
        Idempotency-Key: bench-{n}
        Content-Length: %d

        """
            .formatted(command, server.getAuthority(), key, content.length());
    return of(head.replace("\n", "\r\n") + body, first);
  }

  private static Requests of(String template, int first) {
    String[] parts = template.split("\\{n}", -1);
    int[] places = new int[parts.length - 1];
    int at = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = at + parts[i].length();
      at = places[i] + DIGITS;
    }
    String whole = String.join("0".repeat(DIGITS), parts);
    return new Requests(whole.getBytes(StandardCharsets.US_ASCII), places, first);
  }

  /// The number that the next request will have.
  int upcoming() {
    return next;
  }

  /// The next request, valid until the one after it.
  ByteBuffer next() {
    int number = next++;
    for (int place : places) {
      int rest = number;
      for (int i = DIGITS - 1; i >= 0; i--) {
        bytes[place + i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
    return ByteBuffer.wrap(bytes);
  }

  static InetSocketAddress address(URI server) {
    return new InetSocketAddress(server.getHost(), server.getPort());
  }
}
