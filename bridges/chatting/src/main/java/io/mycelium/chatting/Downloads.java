package io.mycelium.chatting;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.state.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the files that people show on a platform. What the platform cannot give for a while is
/// asked for again, since nobody would show it once more. Blocks; call it on virtual threads.
public final class Downloads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(60);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int TRIES = 5;
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final Duration again;

  public Downloads() {
    this(AGAIN);
  }

  /// @param again the pause before another try
  Downloads(Duration again) {
    this.again = again;
  }

  /// Fetches a file and keeps it.
  ///
  /// @param channel in which it is shown
  /// @param isFile whether an answer is the file, and not some page instead
  /// @param keep keeps the content, which it reads to its end
  /// @return what `keep` returns; nothing when the file cannot be had, or is too large
  public Optional<FileRef> fetch(
      ChannelRef channel,
      HttpRequest.Builder request,
      Predicate<HttpHeaders> isFile,
      Function<InputStream, Optional<FileRef>> keep) {
    HttpRequest asked = request.timeout(WHOLE).build();
    for (int tried = 1; ; tried++) {
      try {
        return fetch(asked, isFile, keep);
      } catch (IOException | UncheckedIOException e) {
        LOG.debug("a file of {} cannot be fetched yet: {}", channel, e.toString());
        if (tried == TRIES || !Pause.over(again)) {
          LOG.warn("a file of {} cannot be fetched: {}", channel, e.toString());
          return Optional.empty();
        }
      } catch (Blobs.TooLarge e) {
        LOG.warn("a file of {} is not kept: {}", channel, e.getMessage());
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  /// @throws IOException also when the platform may have it later
  private Optional<FileRef> fetch(
      HttpRequest request,
      Predicate<HttpHeaders> isFile,
      Function<InputStream, Optional<FileRef>> keep)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream content = response.body()) {
      int status = response.statusCode();
      if (status == TOO_MANY || status >= SERVER) {
        throw new IOException("status " + status);
      }
      return status == OK && isFile.test(response.headers())
          ? keep.apply(content)
          : Optional.empty();
    }
  }

  /// Gives up what is under way.
  @Override
  public void close() {
    http.shutdownNow();
  }
}
