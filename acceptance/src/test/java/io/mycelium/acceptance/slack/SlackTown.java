package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.GitRepository;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.SlackPerson;
import io.mycelium.core.json.Json;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A Slack whose people are olga, an operator, and ada and bob, members, and the gateways of one
/// Redis that are bridged to it, which may be killed and come back. The main room is shown in the
/// channel `general`.
final class SlackTown implements AutoCloseable {
  static final String GENERAL = SlackStage.CHANNEL;
  static final Duration SOON = Duration.ofSeconds(30);

  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final int SOCKETS = 2;
  private static final Pattern NUMBER = Pattern.compile("#\\d+");
  private static final double UNHURRIED = 100;

  private final Path folder;
  private final List<String> options;
  private final SlackDouble slack;
  private final EmbeddedRedis redis;
  private final GitRepository repository;
  private final List<RunningGateway> gateways = new ArrayList<>();
  private final Set<String> forgiven = new HashSet<>();
  private boolean struck;

  /// Starts it in an empty folder with one gateway and no drone.
  ///
  /// @param settings of the gateways, as `key=value`
  static SlackTown in(Path folder, String... settings) {
    var town = new SlackTown(folder, settings);
    town.start();
    return town;
  }

  private SlackTown(Path folder, String... settings) {
    this.folder = folder;
    slack = SlackDouble.start();
    slack.limits().speedUp(UNHURRIED);
    redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder.resolve("redis")));
    repository = GitRepository.in(folder.resolve("project"), "Start", "feat: sing");
    options =
        new ArrayList<>(
            List.of(
                "--no-drone",
                "--redis",
                redis.address().url(),
                "--set",
                "workspace.administrator=olga"));
    Arrays.stream(settings).forEach(setting -> options.addAll(List.of("--set", setting)));
    options.addAll(List.of(SlackStage.options(slack, folder)));
  }

  private void start() {
    RunningGateway first = anotherGateway();
    link(GENERAL, "main");
    claim("olga", first.operatorKey());
    for (String name : List.of("ada", "bob")) {
      claim(name, first.invite(name, "member"));
    }
  }

  /// Starts one more gateway and waits until Slack hears it.
  RunningGateway anotherGateway() {
    int number = gateways.size() + 1;
    RunningGateway gateway =
        RunningGateway.start(
            folder.resolve("gateway" + number), folder, options.toArray(String[]::new));
    gateways.add(gateway);
    connected(SOCKETS * number);
    return gateway;
  }

  /// The first one.
  RunningGateway gateway() {
    return gateways.getFirst();
  }

  /// Ends the first gateway like a power cut, and waits until Slack knows.
  void kill() {
    struck = true;
    int sockets = slack.sockets();
    gateway().kill();
    await().atMost(SOON).until(() -> slack.sockets() == Math.max(0, sockets - SOCKETS));
  }

  /// Says that whatever is late by now may be: it was on its way when connections were cut, and
  /// Slack has told who waited for it.
  void forgive() {
    slack.late().forEach(envelope -> forgiven.add(envelope.id()));
  }

  /// Cuts all connections.
  void cut() {
    struck = true;
    slack.cutSockets();
  }

  /// Starts the first gateway again and waits until Slack hears it.
  void again() {
    gateways.set(0, gateway().again());
    connected(SOCKETS * gateways.size());
  }

  /// Starts all gateways again, which have ended, and waits until Slack hears them.
  void restartAll() {
    gateways.replaceAll(RunningGateway::again);
    connected(SOCKETS * gateways.size());
  }

  List<RunningGateway> gateways() {
    return gateways;
  }

  /// Waits until so many sockets are open.
  void connected(int sockets) {
    await().atMost(SOON).until(() -> slack.sockets() == sockets);
  }

  /// Installs the app anew and gives its new token to the first gateway, which starts again.
  void installAgain() {
    kill();
    slack.installAgain();
    SlackStage.options(slack, folder);
    again();
  }

  SlackDouble slack() {
    return slack;
  }

  SlackPerson person(String name) {
    return slack.team().person(name);
  }

  /// Shows a room in a channel.
  void link(String channel, String room) {
    link(Json.object().put("to", room).put("channel", channel(channel)));
  }

  /// Shows a room in a channel in which everybody has a role.
  void link(String channel, String room, String role) {
    link(Json.object().put("to", room).put("channel", channel(channel)).put("role", role));
  }

  private void link(ObjectNode options) {
    await()
        .atMost(SOON)
        .until(() -> call("channel-link", options.toString(), Optional.empty()).status() == 200);
  }

  /// What a channel, which is there by then, is called here.
  String channel(String name) {
    return "slack/%s/%s".formatted(slack.team().id(), slack.team().channel(name));
  }

  /// Says something in the main room, as olga over HTTP.
  void say(String words) {
    Answer said = call("say", Json.object().put("text", words).toString(), Optional.empty());
    assertThat(said.status()).as(said.body().toString()).isEqualTo(200);
  }

  /// Says something in the main room on what was said before.
  void sayOn(String root, String words) {
    ObjectNode options = Json.object().put("text", words).put("thread", postOf(root));
    assertThat(call("say", options.toString(), Optional.empty()).status()).isEqualTo(200);
  }

  /// The id of what was first said in the main room with the words.
  String postOf(String words) {
    return rows(words).getFirst().path(3).asText();
  }

  /// What is said in the main room with the words, oldest first.
  List<String> room(String words) {
    return rows(words).stream().map(row -> row.path(2).asText()).toList();
  }

  private List<JsonNode> rows(String words) {
    JsonNode rows = call("room-read", "{\"last\":200}", Optional.empty()).reply().path("rows");
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.path(2).asText().contains(words))
        .toList();
  }

  /// Lets somebody in Slack be who has the key.
  private void claim(String name, String key) {
    String code =
        call("account-link", "{}", Optional.of(key))
            .reply()
            .path("reply")
            .path("fields")
            .path(0)
            .path("value")
            .asText();
    person(name).slash(GENERAL, "/mycelium account link " + code);
    told(name, "You are " + name);
  }

  /// A call over HTTP by olga, or by who has the key.
  Answer call(String command, String options, Optional<String> key) {
    return gateway().call(key.orElseGet(gateway()::operatorKey), command, options);
  }

  /// Asks, as olga in Slack, for something that somebody else has to agree to.
  ///
  /// @return the card
  Seen ask(String title) {
    String line =
        "/mycelium release-notes --repo %s --title '%s'".formatted(repository.folder(), title);
    assertThat(person("olga").slash(GENERAL, line).inTime()).isTrue();
    return pending(title);
  }

  /// The card of what was asked, when it can be decided.
  Seen pending(String title) {
    return card(title, s -> s.state().equals("pending") && s.offers("Grant"));
  }

  /// Waits until the one card with the words fits.
  Seen card(String words, Predicate<Shown> fits) {
    await(words)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(cards(words)).hasSize(1).first().matches(fits, "fits"));
    String ts = cards(words).getFirst().id();
    return person("olga").channel(GENERAL).stream()
        .filter(seen -> seen.ts().equals(ts))
        .findFirst()
        .orElseThrow();
  }

  /// What the channel shows with the words, and a title.
  List<Shown> cards(String words) {
    return shown(GENERAL, words).stream().filter(s -> !s.title().isEmpty()).toList();
  }

  /// What a channel shows with the words.
  List<Shown> shown(String channel, String words) {
    return Post.all(person("olga").channel(channel)).stream()
        .filter(shown -> shown.says(words))
        .toList();
  }

  /// Waits until channels show all that was said in the main room, and nothing comes after it.
  void settled() {
    String last = "settled" + gateway().call(gateway().operatorKey(), "whoami", "{}").hashCode();
    say(last);
    await().atMost(SOON).until(() -> !shown(GENERAL, last).isEmpty());
    var seen = new AtomicInteger();
    await()
        .during(QUIET)
        .atMost(SOON)
        .until(() -> {
          int now = writes();
          return seen.getAndSet(now) == now;
        });
  }

  private int writes() {
    return slack.calls("chat.postMessage").size() + slack.calls("chat.postEphemeral").size();
  }

  /// What is said with the words in a channel, oldest first.
  List<String> texts(String channel, String words) {
    return shown(channel, words).stream().map(Shown::text).toList();
  }

  /// The number of an approval on a card, such as `#12`.
  String number(String title) {
    return number(cards(title).getFirst());
  }

  /// The number that a card's title names.
  static String number(Shown card) {
    Matcher number = NUMBER.matcher(card.title());
    assertThat(number.find()).as(card.title()).isTrue();
    return number.group();
  }

  /// Waits until somebody alone was told the words.
  void told(String name, String words) {
    await(name + " is told: " + words)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(alone(name)).anyMatch(said -> said.contains(words)));
  }

  /// What somebody alone was told so far.
  List<String> alone(String name) {
    return Stream.of(person(name).alone(), person(name).withApp())
        .flatMap(Collection::stream)
        .filter(Seen::byApp)
        .map(Seen::words)
        .toList();
  }

  /// Says that nobody was left waiting, and Slack refused nothing that was drawn. Once a gateway
  /// was killed or cut off, an event may have been on its way to it, for which no person waits.
  void isClean() {
    assertThat(slack.late())
        .as("acknowledged late")
        .filteredOn(envelope -> !struck || !envelope.type().equals("events_api"))
        .filteredOn(envelope -> !forgiven.contains(envelope.id()))
        .isEmpty();
    assertThat(slack.invalidBlocks()).as("refused blocks").isEmpty();
  }

  @Override
  public void close() {
    gateways.reversed().forEach(RunningGateway::close);
    redis.close();
    slack.close();
  }
}
