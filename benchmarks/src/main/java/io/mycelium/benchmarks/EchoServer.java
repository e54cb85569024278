package io.mycelium.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;

/// The yardstick: a bare Vert.x server that reads each request's body and answers with so many
/// bytes. It does nothing that a gateway is for.
public final class EchoServer {
  private EchoServer() {}

  public static void main(String[] arguments) {
    byte[] answer = "x".repeat(Integer.parseInt(arguments[0])).getBytes(StandardCharsets.US_ASCII);
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0));
    server.requestHandler(
        request -> request.bodyHandler(_ -> request.response().end(Buffer.buffer(answer))));
    server.listen().await();
    System.out.println("ready http://127.0.0.1:" + server.actualPort());
  }
}
