package io.mycelium.benchmarks.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.benchmarks.process.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A member who is signed in in a browser and has a key beside it.
final class Session {
  private static final Pattern LINK = Pattern.compile("/sign-in/([A-Za-z0-9_-]+)");

  private final String key;
  private final String cookie;

  Session(Gateway gateway) {
    key = gateway.member("load");
    JsonNode reply = gateway.call(key, "key-create", "{\"link\":true}");
    Matcher link = LINK.matcher(reply.toString());
    if (!link.find()) {
      throw new IllegalStateException("no link to sign in: " + reply);
    }
    cookie = signIn(gateway.url(), link.group(1));
  }

  private static String signIn(URI server, String link) {
    var request =
        HttpRequest.newBuilder(server.resolve("/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", server.toString())
            .POST(HttpRequest.BodyPublishers.ofString("attempt=one&link=" + link))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.discarding());
      return answer.headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  String key() {
    return key;
  }

  /// Name and value.
  String cookie() {
    return cookie;
  }
}
