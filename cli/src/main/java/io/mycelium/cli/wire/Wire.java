package io.mycelium.cli.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
  private static final int ASKED_MILLIS = 1_000;

  /// As many bytes of an answer as it takes to see which kind it is: `HTTP/1.1 1`.
  private static final int STATUS = 10;

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
      out.write((head(to, ask, length(ask)) + ask.body()).getBytes(StandardCharsets.UTF_8));
      out.flush();
      return Response.read(socket, new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Sends a request whose body comes from elsewhere, and reads the head of its answer. A large
  /// body is sent only when the other side lets it come, or says nothing.
  ///
  /// @throws Unreached when nothing was sent
  /// @throws java.io.UncheckedIOException when the body cannot be read
  /// @throws IOException when it is not known whether the request arrived
  public static Response send(Endpoint to, Ask ask, Outgoing body) throws IOException {
    Socket socket = connect(to);
    boolean sent = false;
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head(to, ask, body.headers()).getBytes(StandardCharsets.UTF_8));
      out.flush();
      var in = new BufferedInputStream(socket.getInputStream());
      boolean refused = body.asks() && refused(socket, in);
      socket.setSoTimeout(Math.toIntExact(ask.patience().toMillis()));
      if (!refused) {
        deliver(body, out, in);
      }
      Response response = Response.read(socket, in);
      sent = true;
      return response;
    } finally {
      if (!sent) {
        socket.close();
      }
    }
  }

  /// Whether the answer is there before the body, and it is not that it may come.
  private static boolean refused(Socket socket, BufferedInputStream in) throws IOException {
    socket.setSoTimeout(ASKED_MILLIS);
    in.mark(STATUS);
    try {
      byte[] status = in.readNBytes(STATUS);
      return status.length < STATUS || status[STATUS - 1] != '1';
    } catch (SocketTimeoutException e) {
      // There are servers that never answer this.
      return false;
    } finally {
      in.reset();
    }
  }

  /// A side that refuses may stop reading before it has answered, or after.
  private static void deliver(Outgoing body, OutputStream out, BufferedInputStream in)
      throws IOException {
    try {
      body.to(out);
    } catch (IOException e) {
      if (in.available() == 0) {
        throw e;
      }
    }
  }

  private static String length(Ask ask) {
    return ask.method().equals("POST")
        ? "Content-Length: " + ask.body().getBytes(StandardCharsets.UTF_8).length + "\r\n"
        : "";
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

  /// @param body headers about it, each with its end
  private static String head(Endpoint to, Ask ask, String body) {
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
    return head.append(body).append("\r\n").toString();
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
