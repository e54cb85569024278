package io.mycelium.bridge.slack;

import com.slack.api.model.File;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.reply.FileRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the files that people show in Slack. Blocks; call it on virtual threads.
final class Fetching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(60);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int TRIES = 5;
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final Desk desk;
  private final String token;

  /// @param token of the bot, which Slack wants to see for files
  Fetching(Desk desk, String token) {
    this.desk = desk;
    this.token = token;
  }

  /// Keeps a file here.
  ///
  /// @return nothing when it cannot be had, or may not be kept
  Optional<FileRef> fetch(Visit visit, File file) {
    String url =
        Optional.ofNullable(file.getUrlPrivateDownload())
            .or(() -> Optional.ofNullable(file.getUrlPrivate()))
            .orElse("");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .timeout(WHOLE)
            .build();
    try {
      for (int tried = 1; tried < TRIES; tried++) {
        try {
          return fetch(visit, file, request);
        } catch (IOException | UncheckedIOException e) {
          LOG.debug("a file of {} cannot be fetched yet: {}", visit.channel(), e.toString());
          Thread.sleep(AGAIN);
        }
      }
      return fetch(visit, file, request);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("a file of {} cannot be fetched: {}", visit.channel(), e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// @throws IOException also when Slack may have it later
  private Optional<FileRef> fetch(Visit visit, File file, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream content = response.body()) {
      int status = response.statusCode();
      if (status == TOO_MANY || status >= SERVER) {
        throw new IOException("status " + status);
      }
      return status == OK && !asksToSignIn(response, file)
          ? desk.keep(visit, content, name(file), type(file))
          : Optional.empty();
    }
  }

  /// Who may not read a file is shown a page instead.
  private static boolean asksToSignIn(HttpResponse<?> response, File file) {
    String html = "text/html";
    return response.headers().firstValue("Content-Type").orElse("").startsWith(html)
        && !type(file).startsWith(html);
  }

  private static String name(File file) {
    return Optional.ofNullable(file.getName()).orElse("file");
  }

  private static String type(File file) {
    return Optional.ofNullable(file.getMimetype()).orElse("");
  }

  @Override
  public void close() {
    http.close();
  }
}
