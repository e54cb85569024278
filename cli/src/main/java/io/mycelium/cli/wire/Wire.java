package io.mycelium.cli.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// The least of HTTP/1.1 that a call needs: one request per connection. It tells a connection that
/// was never made from one that broke, and repeats nothing by itself. The clients of the JDK do
/// more and start slower: 20 ms of processor time for `HttpURLConnection`, 200 ms for
/// `java.net.http`.
public final class Wire {
  private static final int CONNECT_MILLIS = 5_000;

  private Wire() {}

  /// Sends a request and reads the head of its answer.
  ///
  /// @throws Unreached when nothing was sent
  /// @throws IOException when it is not known whether the request arrived
  public static Response send(Endpoint to, Ask ask) throws IOException {
    Socket socket = connect(to);
    try {
      socket.setSoTimeout(Math.toIntExact(ask.patience().toMillis()));
      OutputStream out = socket.getOutputStream();
      out.write((head(to, ask) + ask.body()).getBytes(StandardCharsets.UTF_8));
      out.flush();
      return Response.read(socket, new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket connect(Endpoint to) throws Unreached {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(to.host(), to.port()), CONNECT_MILLIS);
      return to.secure() ? secured(socket, to) : socket;
    } catch (IOException e) {
      try {
        socket.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw new Unreached(e);
    }
  }

  private static Socket secured(Socket plain, Endpoint to) throws IOException {
    plain.setSoTimeout(CONNECT_MILLIS);
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var socket = (SSLSocket) factory.createSocket(plain, to.host(), to.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static String head(Endpoint to, Ask ask) {
    var head = new StringBuilder(400);
    String path = to.path() + ask.path();
    check("path", path);
    head.append(ask.method()).append(' ').append(path).append(" HTTP/1.1\r\n");
    field(head, "Host", to.authority());
    field(head, "Authorization", "Bearer " + to.key());
    field(head, "Connection", "close");
    for (Map.Entry<String, String> header : ask.headers().entrySet()) {
      field(head, header.getKey(), header.getValue());
    }
    if (ask.method().equals("POST")) {
      field(
          head,
          "Content-Length",
          Integer.toString(ask.body().getBytes(StandardCharsets.UTF_8).length));
    }
    return head.append("\r\n").toString();
  }

  private static void field(StringBuilder head, String name, String value) {
    check(name, value);
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /// What could end the line would make headers of its own.
  private static void check(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        throw new IllegalArgumentException(name + " takes printable ASCII only");
      }
    }
  }
}
