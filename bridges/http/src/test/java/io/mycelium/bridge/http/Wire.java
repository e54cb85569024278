package io.mycelium.bridge.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that sends exactly what it is told to.
final class Wire implements AutoCloseable {
  private final Socket socket;

  Wire(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  InputStream input() throws IOException {
    return socket.getInputStream();
  }

  /// All that comes until the other side closes.
  String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /// Sends one request and returns the response, with the connection closed after it.
  static String ask(int port, String head, String body) throws IOException {
    try (var wire = new Wire(port)) {
      return wire.send(head.replace("\n", "\r\n") + "Connection: close\r\n\r\n" + body).rest();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
