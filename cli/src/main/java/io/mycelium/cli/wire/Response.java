package io.mycelium.cli.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An answer whose body is still to be read. For one thread.
public final class Response implements AutoCloseable {
  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_LINES = 200;

  /// More than any document that a gateway answers with.
  private static final int LARGEST = 16 << 20;

  private final Socket socket;
  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  private Response(Socket socket, int status, Map<String, String> headers, InputStream body) {
    this.socket = socket;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static Response read(Socket socket, InputStream in) throws IOException {
    int status = status(line(in));
    while (status / 100 == 1) {
      headers(in);
      status = status(line(in));
    }
    Map<String, String> headers = headers(in);
    return new Response(socket, status, headers, body(in, status, headers));
  }

  private static int status(String line) throws IOException {
    if (line.length() < 12 || !line.startsWith("HTTP/1.")) {
      throw new IOException("what answers does not speak HTTP");
    }
    return number(line.substring(9, 12), 10);
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0 && headers.size() < MOST_LINES) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static InputStream body(InputStream in, int status, Map<String, String> headers)
      throws IOException {
    if (status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    if (headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .endsWith("chunked")) {
      return new ChunkedBody(in);
    }
    String length = headers.get("content-length");
    return length == null ? in : new CountedBody(in, number(length, 10));
  }

  /// A line of the head, without its end.
  static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended in the middle of an answer");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("a line of the answer's head is too long");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  static int number(String digits, int radix) throws IOException {
    try {
      int number = Integer.parseInt(digits.strip(), radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException("the answer's head has no number where it needs one", e);
    }
    throw new IOException("the answer's head has a negative number");
  }

  public int status() {
    return status;
  }

  /// A header's value.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// The body as it comes. Reading throws [EOFException] when the connection breaks before its end.
  public InputStream body() {
    return body;
  }

  /// The whole body.
  ///
  /// @throws IOException also when it is larger than any document
  public byte[] bytes() throws IOException {
    byte[] bytes = body.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new IOException("the answer is too large");
    }
    return bytes;
  }

  /// Sets how long to wait for the next byte, from the next read on.
  public void patience(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(Math.max(1, patience.toMillis())));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is waited for on this connection any more.
      return;
    }
  }
}
