package io.mycelium.benchmarks.cases;

import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.bridge.discord.far.Recorded;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Discord's twin, in a process of its own behind a door in this one; without limits in the
/// beginning.
final class DiscordEnd implements FarEnd {
  private static final int DONE = 200;

  private final DiscordTwin discord = DiscordTwin.start();
  private final DiscordPerson olga = discord.person("olga");
  private final List<String> settings;

  private DiscordEnd(Path folder) {
    settings =
        List.of(
            "discord.bot-token-file=" + FarEnd.kept(folder, "discord", discord.token()),
            "discord.api=" + discord.rest(),
            "discord.gateway=" + discord.gateway());
    limit(UNLIMITED);
  }

  /// Starts it, with its token in a folder.
  static DiscordEnd in(Path folder) {
    return new DiscordEnd(folder);
  }

  @Override
  public List<String> settings() {
    return settings;
  }

  @Override
  public boolean isConnected() {
    return discord.sockets() > 0 && !discord.commands("").isEmpty();
  }

  @Override
  public String address(int channel) {
    return "discord/%s/%s".formatted(discord.guild(), id(channel));
  }

  private String id(int channel) {
    return discord.channel("channel-%d".formatted(channel));
  }

  @Override
  public void claim(String code) {
    olga.slash(id(0), "account link", Map.of("code", code));
  }

  @Override
  public boolean isClaimed() {
    return olga.alone(id(0)).stream().anyMatch(seen -> seen.words().contains("You are"));
  }

  @Override
  public void say(int channel, String words) {
    olga.say(id(channel), words);
  }

  @Override
  public List<String> posted() {
    return discord.requests().stream()
        .filter(request -> request.method().equals("POST") && request.status() == DONE)
        .filter(request -> request.path().endsWith("/messages"))
        .map(Recorded::body)
        .toList();
  }

  @Override
  public List<Shown> shown(int channel) {
    return olga.channel(id(channel)).stream()
        .map(seen -> new Shown(seen.words(), seen.byApp()))
        .toList();
  }

  @Override
  public void limit(double times) {
    discord.limits().speedUp(times);
  }

  @Override
  public String toString() {
    return "Discord";
  }

  @Override
  public void close() {
    discord.close();
  }
}
