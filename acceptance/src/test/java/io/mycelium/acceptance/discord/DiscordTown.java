package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.acceptance.bridge.Town;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.bridge.discord.far.Recorded;
import io.mycelium.bridge.discord.far.Seen;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A town before Discord. Of its gateways one is connected.
final class DiscordTown extends Town {
  private static final double UNHURRIED = 100;
  private static final String POST = "/channels/\\d+/messages|/webhooks/\\d+/[^/]+";

  private final DiscordTwin discord;
  private final Set<String> forgiven = new HashSet<>();

  /// Starts it in an empty folder with one gateway.
  ///
  /// @param settings of the gateways, as `key=value`
  static DiscordTown in(Path folder, String... settings) {
    DiscordTwin discord = DiscordTwin.unhurried();
    discord.limits().speedUp(UNHURRIED);
    var town = new DiscordTown(discord, folder, settings);
    town.start();
    return town;
  }

  private DiscordTown(DiscordTwin discord, Path folder, String... settings) {
    super(folder, DiscordStage.options(discord, folder), settings);
    this.discord = discord;
  }

  @Override
  protected void hears(int running) {
    await().atMost(SOON).until(() -> discord.sockets() == Math.min(running, 1));
  }

  @Override
  protected void claim(String name, String code) {
    await().atMost(SOON).until(() -> !discord.commands("").isEmpty());
    person(name).slash(id(GENERAL), "account link", Map.of("code", code));
  }

  @Override
  public String channel(String name) {
    return "discord/%s/%s".formatted(discord.guild(), id(name));
  }

  /// What Discord knows a channel by, which is there by then.
  String id(String channel) {
    return discord.channel(channel);
  }

  @Override
  public List<Shown> shown(String channel) {
    return Post.all(person("olga").channel(id(channel)), _ -> "");
  }

  @Override
  public List<String> alone(String name) {
    return Stream.concat(below(name).stream(), direct(name).stream()).toList();
  }

  /// What somebody alone was told in the channel.
  List<String> below(String name) {
    return person(name).alone(id(GENERAL)).stream().map(Seen::words).toList();
  }

  /// What somebody was told in direct messages.
  List<String> direct(String name) {
    DiscordPerson person = person(name);
    return person.channel(person.talk()).stream().filter(Seen::byApp).map(Seen::words).toList();
  }

  @Override
  protected int posts() {
    return requests("POST", POST).size();
  }

  /// What was asked of Discord so far.
  ///
  /// @param path a regular expression
  List<Recorded> requests(String method, String path) {
    return discord.requests().stream()
        .filter(request -> request.method().equals(method) && request.path().matches(path))
        .toList();
  }

  /// Ends the first gateway like a power cut, and waits until Discord knows.
  @Override
  public void kill() {
    super.kill();
    hears(gateways().size() - 1);
  }

  /// Puts Discord's new token where the first gateway finds it, which starts again.
  void takeNewToken() {
    super.kill();
    DiscordStage.options(discord, folder());
    again();
  }

  DiscordTwin discord() {
    return discord;
  }

  DiscordPerson person(String name) {
    return discord.person(name);
  }

  /// Calls a command in the channel.
  ///
  /// @return whether Discord was told in time that it arrived
  boolean slash(String name, String command, Map<String, ?> options) {
    return person(name).slash(id(GENERAL), command, options).acknowledged();
  }

  /// Asks, as olga in Discord, for something that somebody else has to agree to.
  ///
  /// @return the card
  Seen ask(String title) {
    Map<String, String> options = Map.of("repo", repository().toString(), "title", title);
    assertThat(slash("olga", "release-notes", options)).isTrue();
    return pending(title);
  }

  /// The card of what was asked, when it can be decided.
  Seen pending(String title) {
    return card(title, s -> s.state().equals("pending") && s.offers("Grant"));
  }

  /// Waits until the one card with the words was decided by somebody, and offers nothing more.
  Seen decided(String words, String by) {
    return card(words, s -> by.equals(s.fields().get("Decided by")) && !s.offers("Grant"));
  }

  /// Waits until the one card with the words fits.
  Seen card(String words, Predicate<Shown> fits) {
    String id = theCard(words, fits).id();
    return person("olga").channel(id(GENERAL)).stream()
        .filter(seen -> seen.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /// Says that whoever waits now was told by Discord that it failed.
  void forgive() {
    forgiven.addAll(discord.waiting());
  }

  /// Says that nobody is left waiting, and that Discord's schemas refused nothing. What is found is
  /// said once.
  void isClean() {
    try {
      await().atMost(SOON).untilAsserted(() -> assertThat(waiting()).isEmpty());
      assertThat(discord.invalid()).isEmpty();
    } finally {
      forgive();
    }
  }

  private List<String> waiting() {
    return discord.waiting().stream().filter(id -> !forgiven.contains(id)).toList();
  }

  @Override
  public void close() {
    super.close();
    discord.close();
  }
}
