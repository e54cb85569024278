package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Deliveries over HTTP, signed as Slack does it, to one address for all three kinds. Threadsafe.
final class SignedPosts implements Carrier {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI to;
  private final String secret;
  private final Clock clock;
  private final Duration patience;

  SignedPosts(URI to, String secret, Clock clock, Duration patience) {
    this.to = to;
    this.secret = secret;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public boolean carry(Envelope envelope, Consumer<Optional<JsonObject>> acknowledged) {
    HttpRequest.Builder request = signed(type(envelope), body(envelope));
    if (envelope.attempt() > 0) {
      request.header("X-Slack-Retry-Num", String.valueOf(envelope.attempt()));
      request.header("X-Slack-Retry-Reason", "http_timeout");
    }
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    answer.thenAccept(response -> {
      if (response.statusCode() == 200) {
        acknowledged.accept(payload(response.body()));
      }
    });
    return true;
  }

  /// Asks the address to prove that it is the app's, as Slack does when it is set.
  ///
  /// @return the challenge that came back
  CompletableFuture<String> verify(String challenge) {
    String body =
        Tree.of(
                "token",
                World.VERIFICATION_TOKEN,
                "challenge",
                challenge,
                "type",
                "url_verification")
            .toString();
    return client
        .sendAsync(signed("application/json", body).build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::body);
  }

  private static String type(Envelope envelope) {
    return envelope.isEvent() ? "application/json" : "application/x-www-form-urlencoded";
  }

  private static String body(Envelope envelope) {
    return switch (envelope.type()) {
      case "events_api" -> envelope.payload().toString();
      case "slash_commands" ->
          envelope.payload().keySet().stream()
              .map(name -> name + "=" + World.encoded(Tree.text(envelope.payload(), name)))
              .collect(Collectors.joining("&"));
      default -> "payload=" + World.encoded(envelope.payload().toString());
    };
  }

  private static Optional<JsonObject> payload(String body) {
    if (body.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonParser.parseString(body))
          .filter(json -> json.isJsonObject())
          .map(json -> json.getAsJsonObject());
    } catch (JsonParseException e) {
      // A plain text answers a command as a text.
      return Optional.of(Tree.of("text", body));
    }
  }

  private HttpRequest.Builder signed(String type, String body) {
    long at = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(to)
        .timeout(patience)
        .header("Content-Type", type)
        .header("X-Slack-Request-Timestamp", String.valueOf(at))
        .header("X-Slack-Signature", "v0=" + signature("v0:" + at + ":" + body))
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
