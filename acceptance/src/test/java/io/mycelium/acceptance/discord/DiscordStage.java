package io.mycelium.acceptance.discord;

import io.mycelium.acceptance.bridge.Stage;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
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
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final double UNHURRIED = 100;

  private final DiscordTwin discord;
  private final Stage stage;

  private DiscordStage(DiscordTwin discord, Stage stage) {
    this.discord = discord;
    this.stage = stage;
  }

  /// Starts it in an empty folder.
  public static DiscordStage in(Path folder) {
    DiscordTwin discord = DiscordTwin.unhurried();
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
  public static String[] options(DiscordTwin discord, Path folder) {
    List<String> words = new ArrayList<>();
    for (String setting :
        List.of(
            "discord.bot-token-file=" + kept(folder, discord.token()),
            "discord.api=" + discord.rest(),
            "discord.gateway=" + discord.gateway(),
            "discord.rest=0.01s",
            "discord.patience=%ds".formatted(DiscordTwin.UNHURRIED.toSeconds()))) {
      words.add("--set");
      words.add(setting);
    }
    return words.toArray(String[]::new);
  }

  private static Path kept(Path folder, String token) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve("discord.token"), token + "\n").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void link() {
    stage.show(channelOf(discord));
    claim(person("olga"), discord, stage);
    claim(person("ada"), discord, stage);
  }

  /// How a workspace names the channel.
  public static String channelOf(DiscordTwin discord) {
    return "discord/%s/%s".formatted(discord.guild(), discord.channel(CHANNEL));
  }

  /// Lets somebody say in Discord who they are, once its commands are there.
  public static void claim(DiscordPerson person, DiscordTwin discord, Stage stage) {
    String channel = discord.channel(CHANNEL);
    Awaitility.await().atMost(SOON).until(() -> !discord.commands("").isEmpty());
    person.slash(channel, "account link", Map.of("code", stage.code(person.name())));
    Awaitility.await()
        .atMost(SOON)
        .until(() ->
            person.alone(channel).stream()
                .anyMatch(seen -> seen.words().contains("You are " + person.name())));
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
