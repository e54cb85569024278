package io.mycelium.benchmarks.cases;

import io.mycelium.bridge.slack.far.Ack;
import io.mycelium.bridge.slack.far.ApiCall;
import io.mycelium.bridge.slack.far.Faults;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.SlackPerson;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Slack's double, in this process; without limits in the beginning.
final class SlackEnd implements FarEnd {
  private final SlackDouble slack = SlackDouble.start();
  private final SlackPerson olga = slack.team().person("olga");
  private final List<String> settings;

  private SlackEnd(Path folder) {
    settings =
        List.of(
            "slack.bot-token-file=" + FarEnd.kept(folder, "bot", slack.team().botToken()),
            "slack.app-token-file=" + FarEnd.kept(folder, "app", slack.appToken()),
            "slack.api=" + slack.api());
    limit(UNLIMITED);
  }

  /// Starts it, with its tokens in a folder.
  static SlackEnd in(Path folder) {
    return new SlackEnd(folder);
  }

  @Override
  public List<String> settings() {
    return settings;
  }

  @Override
  public boolean isConnected() {
    return slack.sockets() > 0;
  }

  @Override
  public String address(int channel) {
    return "slack/%s/%s".formatted(slack.team().id(), slack.team().channel(name(channel)));
  }

  private static String name(int channel) {
    return "channel-%d".formatted(channel);
  }

  @Override
  public void claim(String code) {
    olga.slash(name(0), "/mycelium account link " + code);
  }

  @Override
  public boolean isClaimed() {
    return olga.alone().stream().anyMatch(seen -> seen.words().contains("You are"));
  }

  @Override
  public void say(int channel, String words) {
    olga.say(name(channel), words);
  }

  @Override
  public List<String> posted() {
    return slack.calls("chat.postMessage").stream()
        .filter(ApiCall::ok)
        .map(call -> call.arguments().toString())
        .toList();
  }

  @Override
  public List<Shown> shown(int channel) {
    return olga.channel(name(channel)).stream()
        .map(seen -> new Shown(seen.words(), seen.byApp()))
        .toList();
  }

  @Override
  public void limit(double times) {
    slack.limits().speedUp(times);
  }

  Faults faults() {
    return slack.faults();
  }

  /// Sends a slash command off.
  CompletableFuture<Ack> slashing(String line) {
    return olga.slashing(name(0), line);
  }

  @Override
  public String toString() {
    return "Slack";
  }

  @Override
  public void close() {
    slack.close();
  }
}
