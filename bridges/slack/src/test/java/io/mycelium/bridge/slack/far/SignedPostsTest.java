package io.mycelium.bridge.slack.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.model.event.MessageEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bolt's own verifier takes what the double signs.
final class SignedPostsTest {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private SlackDouble slack;
  private App app;
  private HttpServer server;
  private URI address;
  private SlackPerson ada;

  @BeforeEach
  void start() throws IOException {
    slack = SlackDouble.start();
    ada = slack.team().person("ada");
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.api().toString());
    app =
        new App(
            AppConfig.builder()
                .slack(Slack.getInstance(config))
                .singleTeamBotToken(slack.team().botToken())
                .signingSecret(slack.signingSecret())
                .build());
    app.command(
        "/mycelium", (command, context) -> context.ack("heard " + command.getPayload().getText()));
    app.event(
        MessageEvent.class,
        (event, context) -> {
          heard.add(event.getEvent().getText());
          return context.ack();
        });
    app.start();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/slack");
  }

  @AfterEach
  void stop() {
    server.stop(0);
    slack.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Response answer =
          app.run(
              new SlackRequestParser(app.config())
                  .parse(
                      SlackRequestParser.HttpRequest.builder()
                          .requestUri("/slack")
                          .requestBody(body)
                          .remoteAddress("127.0.0.1")
                          .headers(new RequestHeaders(exchange.getRequestHeaders()))
                          .build()));
      byte[] bytes =
          Optional.ofNullable(answer.getBody()).orElse("").getBytes(StandardCharsets.UTF_8);
      statuses.add(answer.getStatusCode());
      exchange.sendResponseHeaders(answer.getStatusCode(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Test
  void commandsAndEventsAreTaken() {
    slack.postTo(address);

    assertThat(ada.slash("general", "/mycelium a & b").inTime()).isTrue();
    ada.say("general", "hello");

    assertThat(ada.alone()).extracting(Seen::words).containsExactly("heard a & b");
    await().until(() -> heard.equals(List.of("hello")));
  }

  @Test
  void aForgedSignatureIsRefused() {
    slack.postForged(address);

    assertThat(ada.slash("general", "/mycelium x").inTime()).isFalse();

    assertThat(statuses).containsExactly(401);
    assertThat(ada.alone()).isEmpty();
  }

  @Test
  void theAddressIsProven() {
    assertThat(slack.verify(address, "prove it").join()).isEqualTo("prove it");
  }
}
