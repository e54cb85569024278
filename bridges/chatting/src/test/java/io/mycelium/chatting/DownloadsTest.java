package io.mycelium.chatting;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.state.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadsTest {
  private static final ChannelRef CHANNEL = new ChannelRef("wall", "T1", "C1");
  private static final FileRef KEPT = new FileRef("0".repeat(64), "a.txt", "text/plain", 5);

  private final Downloads downloads = new Downloads(Duration.ZERO);
  private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
  private final Deque<String> read = new ArrayDeque<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "words".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answers.pop(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    downloads.close();
    server.stop(0);
  }

  private Optional<FileRef> fetch(Integer... statuses) {
    answers.addAll(List.of(statuses));
    return downloads.fetch(CHANNEL, request(), _ -> true, this::keep);
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d/file".formatted(server.getAddress().getPort())));
  }

  private Optional<FileRef> keep(InputStream content) {
    try {
      read.add(new String(content.readAllBytes(), StandardCharsets.UTF_8));
      return Optional.of(KEPT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileIsKept() {
    assertThat(fetch(200)).contains(KEPT);

    assertThat(read).containsExactly("words");
  }

  @Test
  void whatIsBusyOrAwayIsAskedAgain() {
    assertThat(fetch(429, 503, 500, 502, 200)).contains(KEPT);
  }

  @Test
  void whatStaysAwayIsGivenUp() {
    assertThat(fetch(503, 503, 503, 503, 503, 200)).isEmpty();

    assertThat(answers).as("not asked for").containsExactly(200);
  }

  @Test
  void whatIsNotThereIsNotAskedAgain() {
    assertThat(fetch(404, 200)).isEmpty();

    assertThat(answers).containsExactly(200);
  }

  @Test
  void aPageInsteadOfTheFileIsNotKept() {
    answers.add(200);

    assertThat(downloads.fetch(CHANNEL, request(), _ -> false, this::keep)).isEmpty();

    assertThat(read).isEmpty();
  }

  @Test
  void whatIsTooLargeIsLeftOut() {
    answers.add(200);

    Optional<FileRef> kept =
        downloads.fetch(
            CHANNEL,
            request(),
            _ -> true,
            _ -> {
              throw new Blobs.TooLarge();
            });

    assertThat(kept).isEmpty();
  }
}
