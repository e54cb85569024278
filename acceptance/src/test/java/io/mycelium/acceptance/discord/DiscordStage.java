package io.mycelium.acceptance.discord;

import io.mycelium.acceptance.bridge.Stage;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// A stage whose main room is shown in the channel `general` of a guild of Discord, where olga and
/// ada have accounts.
public final class DiscordStage implements AutoCloseable {
  private static final String CHANNEL = "general";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final double UNHURRIED = 100;

  private final DiscordTwin discord;
  private final Stage stage;

  private DiscordStage(DiscordTwin discord, Stage stage) {
    this.discord = discord;
    this.stage = stage;
  }

  /// Starts it in an empty folder.
  public static DiscordStage in(Path folder) {
    DiscordTwin discord = DiscordTwin.start();
    discord.limits().speedUp(UNHURRIED);
    try {
      var stage = new DiscordStage(discord, Stage.in(folder, options(discord, folder)));
      stage.link();
      return stage;
    } catch (RuntimeException e) {
      discord.close();
      throw e;
    }
  }

  /// What a gateway is started with to be bridged to it.
  static String[] options(DiscordTwin discord, Path folder) {
    List<String> words = new ArrayList<>();
    for (String setting :
        List.of(
            "discord.bot-token-file=" + kept(folder, discord.token()),
            "discord.api=" + discord.rest(),
            "discord.gateway=" + discord.gateway(),
            "discord.rest=0.01s")) {
      words.add("--set");
      words.add(setting);
    }
    return words.toArray(String[]::new);
  }

  private static Path kept(Path folder, String token) {
    try {
      return Files.writeString(folder.resolve("discord.token"), token + "\n").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void link() {
    RunningGateway gateway = stage.gateway();
    String channel = "discord/%s/%s".formatted(discord.guild(), channel());
    String link = Json.object().put("to", "main").put("channel", channel).toString();
    Awaitility.await()
        .atMost(SOON)
        .until(() -> gateway.call(gateway.operatorKey(), "channel-link", link).status() == 200);
    Awaitility.await().atMost(SOON).until(() -> !discord.commands("").isEmpty());
    claim("olga", gateway.operatorKey());
    claim("ada", gateway.keyOf("ada"));
  }

  /// Lets somebody in Discord be who has the key.
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
    DiscordPerson person = person(name);
    person.slash(channel(), "account link", Map.of("code", code));
    Awaitility.await()
        .atMost(SOON)
        .until(() ->
            person.alone(channel()).stream()
                .anyMatch(seen -> seen.words().contains("You are " + name)));
  }

  /// The id of the channel that shows the main room.
  public String channel() {
    return discord.channel(CHANNEL);
  }

  public DiscordPerson person(String name) {
    return discord.person(name);
  }

  public DiscordTwin discord() {
    return discord;
  }

  public Stage stage() {
    return stage;
  }

  @Override
  public void close() {
    stage.close();
    discord.close();
  }
}
