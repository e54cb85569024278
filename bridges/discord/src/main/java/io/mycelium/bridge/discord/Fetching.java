package io.mycelium.bridge.discord;

import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.state.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message.Attachment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the files that people show in Discord. Blocks; call it on virtual threads.
final class Fetching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final Desk desk;

  Fetching(Desk desk) {
    this.desk = desk;
  }

  /// Keeps a file here.
  ///
  /// @return nothing when it cannot be had, or may not be kept
  Optional<FileRef> fetch(Visit visit, Attachment file) {
    var request = HttpRequest.newBuilder(URI.create(file.getUrl())).timeout(WHOLE).build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream content = response.body()) {
        return response.statusCode() == OK
            ? desk.keep(visit, content, file.getFileName(), type(file))
            : Optional.empty();
      }
    } catch (IOException | UncheckedIOException | Blobs.TooLarge e) {
      LOG.warn("a file of {} cannot be fetched: {}", visit.channel(), e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String type(Attachment file) {
    return Optional.ofNullable(file.getContentType()).orElse("");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
