package io.mycelium.acceptance.slack;

import io.mycelium.acceptance.bridge.Stage;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.SlackPerson;
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

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final double UNHURRIED = 100;

  private final SlackDouble slack;
  private final Stage stage;

  private SlackStage(SlackDouble slack, Stage stage) {
    this.slack = slack;
    this.stage = stage;
  }

  /// Starts it in an empty folder.
  public static SlackStage in(Path folder) {
    SlackDouble slack = SlackDouble.unhurried();
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
    SlackDouble slack = SlackDouble.unhurried();
    slack.limits().speedUp(UNHURRIED);
    slack.team().channel(CHANNEL);
    try {
      var stage = new SlackStage(slack, Stage.in(folder, httpOptions(slack, folder)));
      slack.postTo(URI.create(stage.stage().gateway().url() + "/slack/events"));
      stage.link();
      return stage;
    } catch (RuntimeException e) {
      slack.close();
      throw e;
    }
  }

  /// What a gateway is started with that Slack calls over HTTP.
  static String[] httpOptions(SlackDouble slack, Path folder) {
    return words(
        "slack.bot-token-file=" + kept(folder, "bot", slack.team().botToken()),
        "slack.signing-secret-file=" + kept(folder, "signing", slack.signingSecret()),
        "slack.api=" + slack.api(),
        "slack.rest=0s",
        "slack.patience=%ds".formatted(SlackDouble.UNHURRIED.toSeconds()));
  }

  /// What a gateway is started with to be bridged to it.
  public static String[] options(SlackDouble slack, Path folder) {
    return words(
        "slack.bot-token-file=" + kept(folder, "bot", slack.team().botToken()),
        "slack.app-token-file=" + kept(folder, "app", slack.appToken()),
        "slack.api=" + slack.api(),
        "slack.rest=0s",
        "slack.patience=%ds".formatted(SlackDouble.UNHURRIED.toSeconds()));
  }

  private static String[] words(String... settings) {
    return Stream.of(settings)
        .flatMap(setting -> Stream.of("--set", setting))
        .toArray(String[]::new);
  }

  private static Path kept(Path folder, String name, String token) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve(name + ".token"), token + "\n").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void link() {
    stage.show(channelOf(slack));
    claim(person("olga"), stage);
    claim(person("ada"), stage);
  }

  /// How a workspace names the channel.
  public static String channelOf(SlackDouble slack) {
    return "slack/%s/%s".formatted(slack.team().id(), slack.team().channel(CHANNEL));
  }

  /// Lets somebody say in Slack who they are.
  public static void claim(SlackPerson person, Stage stage) {
    person.slash(CHANNEL, "/mycelium account link " + stage.code(person.handle()));
    Awaitility.await()
        .atMost(SOON)
        .until(() ->
            person.alone().stream()
                .anyMatch(seen -> seen.words().contains("You are " + person.handle())));
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
