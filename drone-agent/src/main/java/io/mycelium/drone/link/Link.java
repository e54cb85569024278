package io.mycelium.drone.link;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/// The way to a gateway. Safe for use by many threads.
///
/// Every method throws [StoreUnavailable] when there is no answer, or one that says to try again,
/// and [LinkRefused] when the gateway says no.
public final class Link implements AutoCloseable {
  /// Shorter than a lease, so that a heartbeat can be tried again within one.
  static final Duration TIMEOUT = Duration.ofSeconds(4);

  /// For content, which takes its time.
  static final Duration CONTENT_TIMEOUT = Duration.ofSeconds(30);

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;

  private final URI gateway;
  private final HttpClient client;

  /// @param gateway such as `https://mycelium.example.org`
  public Link(URI gateway, Trust trust) {
    this.gateway = gateway;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    trust.context().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /// Asks without proof of who asks.
  <T> T ask(String path, Object body, Class<T> answer) {
    return read(sent(posted(path, body, TIMEOUT), BodyHandlers.ofByteArray()), answer);
  }

  <T> T post(Pass pass, String path, Object body, Class<T> answer, Duration timeout) {
    return read(proven(pass, posted(path, body, timeout), BodyHandlers.ofByteArray()), answer);
  }

  <T> T put(Pass pass, String path, byte[] content, Class<T> answer) {
    HttpRequest.Builder request =
        to(path, CONTENT_TIMEOUT).PUT(BodyPublishers.ofByteArray(content));
    return read(proven(pass, request, BodyHandlers.ofByteArray()), answer);
  }

  /// Content from some place on.
  HttpResponse<InputStream> get(Pass pass, String path, long from) {
    HttpRequest.Builder request = to(path, CONTENT_TIMEOUT).GET();
    if (from > 0) {
      request.header("range", "bytes=%d-".formatted(from));
    }
    HttpResponse<InputStream> response = proven(pass, request, BodyHandlers.ofInputStream());
    if (response.statusCode() >= 300) {
      try (InputStream body = response.body()) {
        throw refusal(response.statusCode(), body.readAllBytes());
      } catch (IOException e) {
        throw away(e);
      }
    }
    return response;
  }

  private HttpRequest.Builder posted(String path, Object body, Duration timeout) {
    return to(path, timeout)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofByteArray(Json.writeBytes(body)));
  }

  private HttpRequest.Builder to(String path, Duration timeout) {
    return HttpRequest.newBuilder(gateway.resolve(path)).timeout(timeout);
  }

  /// A session that has ended is opened anew, once.
  private <B> HttpResponse<B> proven(
      Pass pass, HttpRequest.Builder request, BodyHandler<B> handler) {
    String token = pass.token();
    HttpResponse<B> response = sent(request.setHeader("authorization", "Bearer " + token), handler);
    if (response.statusCode() != UNAUTHORIZED) {
      return response;
    }
    pass.refused(token);
    return sent(request.setHeader("authorization", "Bearer " + pass.token()), handler);
  }

  private <B> HttpResponse<B> sent(HttpRequest.Builder request, BodyHandler<B> handler) {
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    }
  }

  private StoreUnavailable away(Exception cause) {
    return cause instanceof SSLException tls
        ? new StoreUnavailable(Trust.refusal(gateway, tls), cause)
        : new StoreUnavailable("The gateway %s does not answer.".formatted(gateway), cause);
  }

  private static <T> T read(HttpResponse<byte[]> response, Class<T> answer) {
    if (response.statusCode() >= 300) {
      throw refusal(response.statusCode(), response.body());
    }
    try {
      return Json.read(new String(response.body(), StandardCharsets.UTF_8), answer);
    } catch (Json.Unreadable e) {
      // Something between, such as a page of a proxy.
      throw new StoreUnavailable("What answers is no gateway of Mycelium.", e);
    }
  }

  private static RuntimeException refusal(int status, byte[] body) {
    String code = "";
    String message = "The gateway answered with status %d.".formatted(status);
    try {
      JsonNode problem = Json.parse(body);
      code = problem.path("code").asText("");
      message = problem.path("detail").asText(message);
    } catch (Json.Unreadable e) {
      // The status says enough.
    }
    var refused = new LinkRefused(status, code, message);
    return status >= 500 || status == TOO_MANY ? new StoreUnavailable(message, refused) : refused;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
