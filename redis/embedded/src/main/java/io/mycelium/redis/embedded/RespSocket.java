package io.mycelium.redis.embedded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;

/// Asks a Redis on this machine a question or two, without a client library. Not thread-safe.
final class RespSocket implements AutoCloseable {
  /// What Redis answers in place of a result, for example `LOADING ...`.
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }

    boolean isLoading() {
      return String.valueOf(getMessage()).startsWith("LOADING");
    }
  }

  private final Socket socket;
  private final InputStream in;

  private RespSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// Connects, and names the password where the address has one.
  ///
  /// @throws Refusal when the password is wrong
  static RespSocket connect(RedisAddress address, Duration timeout) throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(timeout.toMillis());
      socket.connect(new InetSocketAddress(address.host(), address.port()), millis);
      socket.setSoTimeout(millis);
      RespSocket opened = new RespSocket(socket);
      if (!address.password().isEmpty()) {
        opened.ask("AUTH", address.password());
      }
      return opened;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Sends one command and returns its answer as text; the elements of an array are joined by line
  /// feeds.
  ///
  /// @throws Refusal when Redis answers with an error
  String ask(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    return answer();
  }

  private String answer() throws IOException {
    String line = line();
    return switch (line.charAt(0)) {
      case '+', ':' -> line.substring(1);
      case '$' -> bulk(Integer.parseInt(line.substring(1)));
      case '*' -> array(Integer.parseInt(line.substring(1)));
      case '-' -> throw new Refusal(line.substring(1));
      default -> throw new IOException("unexpected answer of type " + line.charAt(0));
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    String content = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    in.skipNBytes(2);
    return content;
  }

  private String array(int length) throws IOException {
    StringJoiner elements = new StringJoiner("\n");
    for (int i = 0; i < length; i++) {
      elements.add(answer());
    }
    return elements.toString();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\r'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Redis closed the connection");
      }
      line.append((char) next);
    }
    in.skipNBytes(1);
    if (line.isEmpty()) {
      throw new IOException("empty answer");
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
