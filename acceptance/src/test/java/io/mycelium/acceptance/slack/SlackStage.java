package io.mycelium.acceptance.slack;

import io.mycelium.acceptance.bridge.Stage;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.SlackPerson;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A stage whose main room is shown in the channel `general` of a Slack, where olga and ada have
/// accounts.
public final class SlackStage implements AutoCloseable {
  /// The channel that shows the main room.
  public static final String CHANNEL = "general";

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final double UNHURRIED = 100;

  private final SlackDouble slack;
  private final Stage stage;

  private SlackStage(SlackDouble slack, Stage stage) {
    this.slack = slack;
    this.stage = stage;
  }

  /// Starts it in an empty folder.
  public static SlackStage in(Path folder) {
    SlackDouble slack = SlackDouble.start();
    slack.limits().speedUp(UNHURRIED);
    slack.team().channel(CHANNEL);
    try {
      var stage = new SlackStage(slack, Stage.in(folder, options(slack, folder)));
      stage.link();
      return stage;
    } catch (RuntimeException e) {
      slack.close();
      throw e;
    }
  }

  /// Starts it with a Slack that calls over HTTP.
  public static SlackStage overHttp(Path folder) {
    SlackDouble slack = SlackDouble.start();
    slack.limits().speedUp(UNHURRIED);
    slack.team().channel(CHANNEL);
    try {
      var stage =
          new SlackStage(
              slack,
              Stage.in(
                  folder,
                  words(
                      "slack.bot-token-file=" + kept(folder, "bot", slack.team().botToken()),
                      "slack.signing-secret-file=" + kept(folder, "signing", slack.signingSecret()),
                      "slack.api=" + slack.api(),
                      "slack.rest=0s")));
      slack.postTo(URI.create(stage.stage().gateway().url() + "/slack/events"));
      stage.link();
      return stage;
    } catch (RuntimeException e) {
      slack.close();
      throw e;
    }
  }

  /// What a gateway is started with to be bridged to it.
  static String[] options(SlackDouble slack, Path folder) {
    return words(
        "slack.bot-token-file=" + kept(folder, "bot", slack.team().botToken()),
        "slack.app-token-file=" + kept(folder, "app", slack.appToken()),
        "slack.api=" + slack.api(),
        "slack.rest=0s");
  }

  private static String[] words(String... settings) {
    return Stream.of(settings)
        .flatMap(setting -> Stream.of("--set", setting))
        .toArray(String[]::new);
  }

  private static Path kept(Path folder, String name, String token) {
    try {
      return Files.writeString(folder.resolve(name + ".token"), token + "\n").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void link() {
    RunningGateway gateway = stage.gateway();
    String channel = "slack/%s/%s".formatted(slack.team().id(), slack.team().channel(CHANNEL));
    String link = Json.object().put("to", "main").put("channel", channel).toString();
    Awaitility.await()
        .atMost(SOON)
        .until(() -> gateway.call(gateway.operatorKey(), "channel-link", link).status() == 200);
    claim("olga", gateway.operatorKey());
    claim("ada", gateway.keyOf("ada"));
  }

  /// Lets somebody in Slack be who has the key.
  private void claim(String name, String key) {
    String code =
        stage
            .gateway()
            .call(key, "account-link", "{}")
            .reply()
            .path("reply")
            .path("fields")
            .path(0)
            .path("value")
            .asText();
    SlackPerson person = person(name);
    person.slash(CHANNEL, "/mycelium account link " + code);
    Awaitility.await()
        .atMost(SOON)
        .until(() ->
            person.alone().stream().anyMatch(seen -> seen.words().contains("You are " + name)));
  }

  public SlackPerson person(String name) {
    return slack.team().person(name);
  }

  public SlackDouble slack() {
    return slack;
  }

  public Stage stage() {
    return stage;
  }

  @Override
  public void close() {
    stage.close();
    slack.close();
  }
}
