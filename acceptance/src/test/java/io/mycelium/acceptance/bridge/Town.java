package io.mycelium.acceptance.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.GitRepository;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.core.json.Json;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The gateways of one Redis that are bridged to a platform, which may be killed and come back. No
/// drone is there. The people are olga, an operator, and ada and bob, members; the main room is
/// shown in the channel [#GENERAL].
public abstract class Town implements AutoCloseable {
  public static final String GENERAL = "general";
  public static final Duration SOON = Duration.ofSeconds(60);

  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Pattern NUMBER = Pattern.compile("#\\d+");

  private final Path folder;
  private final List<String> options = new ArrayList<>();
  private final EmbeddedRedis redis;
  private final GitRepository repository;
  private final List<RunningGateway> gateways = new ArrayList<>();

  /// @param bridged words by which a gateway is started to be bridged
  /// @param settings of the gateways, as `key=value`
  protected Town(Path folder, String[] bridged, String... settings) {
    this.folder = folder;
    redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder.resolve("redis")));
    repository = GitRepository.in(folder.resolve("project"), "Start", "feat: sing");
    options.addAll(List.of("--no-drone", "--redis", redis.address().url()));
    Stream.concat(Stream.of("workspace.administrator=olga"), Stream.of(settings))
        .forEach(setting -> options.addAll(List.of("--set", setting)));
    options.addAll(List.of(bridged));
  }

  /// Starts the first gateway and lets people in.
  protected final void start() {
    RunningGateway first = anotherGateway();
    link(GENERAL, "main");
    enter("olga", first.operatorKey());
    for (String name : List.of("ada", "bob")) {
      enter(name, first.invite(name, "member"));
    }
  }

  /// Lets somebody on the platform be who has the key.
  private void enter(String name, String key) {
    Answer code = call("account-link", "{}", Optional.of(key));
    claim(name, code.reply().path("reply").path("fields").path(0).path("value").asText());
    told(name, "You are " + name);
  }

  /// Waits until the platform hears so many gateways.
  protected abstract void hears(int running);

  /// Lets somebody tell on the platform the code of their account.
  protected abstract void claim(String name, String code);

  /// How a workspace names a channel, which is there by then.
  public abstract String channel(String name);

  /// What a channel shows to olga, oldest first.
  public abstract List<Shown> shown(String channel);

  /// What somebody alone was told so far.
  public abstract List<String> alone(String name);

  /// How often something was posted so far.
  protected abstract int posts();

  /// Starts one more gateway and waits until the platform hears it.
  public RunningGateway anotherGateway() {
    int number = gateways.size() + 1;
    RunningGateway gateway =
        RunningGateway.start(
            folder.resolve("gateway" + number), folder, options.toArray(String[]::new));
    gateways.add(gateway);
    hears(number);
    return gateway;
  }

  /// The first one.
  public RunningGateway gateway() {
    return gateways.getFirst();
  }

  public List<RunningGateway> gateways() {
    return gateways;
  }

  /// Ends the first gateway like a power cut.
  public void kill() {
    gateway().kill();
  }

  /// Starts the first gateway again and waits until the platform hears all.
  public void again() {
    gateways.set(0, gateway().again());
    hears(gateways.size());
  }

  /// Starts all gateways again, which have ended, and waits until the platform hears them.
  public void restartAll() {
    gateways.replaceAll(RunningGateway::again);
    hears(gateways.size());
  }

  protected Path folder() {
    return folder;
  }

  /// Where there is something to write release notes of.
  protected Path repository() {
    return repository.folder();
  }

  /// Shows a room in a channel.
  public void link(String channel, String room) {
    link(Json.object().put("to", room).put("channel", channel(channel)));
  }

  /// Shows a room in a channel in which everybody has a role.
  public void link(String channel, String room, String role) {
    link(Json.object().put("to", room).put("channel", channel(channel)).put("role", role));
  }

  private void link(ObjectNode linked) {
    await()
        .atMost(SOON)
        .until(() -> call("channel-link", linked.toString(), Optional.empty()).status() == 200);
  }

  /// A call over HTTP by olga, or by who has the key.
  public Answer call(String command, String given, Optional<String> key) {
    return gateway().call(key.orElseGet(gateway()::operatorKey), command, given);
  }

  /// Says something in the main room, as olga over HTTP.
  public void say(String words) {
    Answer said = call("say", Json.object().put("text", words).toString(), Optional.empty());
    assertThat(said.status()).as(said.body().toString()).isEqualTo(200);
  }

  /// Says something in the main room on what was said before.
  public void sayOn(String root, String words) {
    ObjectNode said = Json.object().put("text", words).put("thread", post(root));
    assertThat(call("say", said.toString(), Optional.empty()).status()).isEqualTo(200);
  }

  /// The number of the first post in the main room that says the words.
  public String post(String words) {
    return rows(words).getFirst().path(3).asText();
  }

  /// What is said in the main room with the words, oldest first.
  public List<String> room(String words) {
    return rows(words).stream().map(row -> row.path(2).asText()).toList();
  }

  private List<JsonNode> rows(String words) {
    JsonNode rows = call("room-read", "{\"last\":200}", Optional.empty()).reply().path("rows");
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.path(2).asText().contains(words))
        .toList();
  }

  /// Grants an approval, such as `#12`, as ada over HTTP.
  public void grant(String number) {
    String given = Json.object().put("approval", number).toString();
    call("approval-grant", given, Optional.of(gateway().keyOf("ada")));
  }

  /// Who decided what a card asks for, as olga is told over HTTP; empty while nobody did.
  public String decider(String title) {
    String given = Json.object().put("approval", number(title)).toString();
    return call("approval-show", given, Optional.empty()).field("decided-by");
  }

  /// What a channel shows with the words.
  public List<Shown> shown(String channel, String words) {
    return shown(channel).stream().filter(shown -> shown.says(words)).toList();
  }

  /// What is said with the words in a channel, oldest first.
  public List<String> texts(String channel, String words) {
    return shown(channel, words).stream().map(Shown::text).toList();
  }

  /// What the channel shows with the words, and a title.
  public List<Shown> cards(String words) {
    return shown(GENERAL, words).stream().filter(s -> !s.title().isEmpty()).toList();
  }

  /// Waits until the one card with the words fits.
  protected Shown theCard(String words, Predicate<Shown> fits) {
    await(words)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(cards(words)).hasSize(1).first().matches(fits, "fits"));
    return cards(words).getFirst();
  }

  /// Waits until somebody alone was told the words.
  public void told(String name, String words) {
    await(name + " is told: " + words)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(alone(name)).anyMatch(said -> said.contains(words)));
  }

  /// Waits until channels show all that was said in the main room, and nothing comes after it.
  public void settled() {
    String last = "settled" + call("whoami", "{}", Optional.empty()).hashCode();
    say(last);
    await().atMost(SOON).until(() -> !shown(GENERAL, last).isEmpty());
    var seen = new AtomicInteger();
    await()
        .during(QUIET)
        .atMost(SOON)
        .until(() -> {
          int now = posts();
          return seen.getAndSet(now) == now;
        });
  }

  /// The number of an approval on a card, such as `#12`.
  public String number(String title) {
    return number(cards(title).getFirst());
  }

  /// The number that a card's title names.
  public static String number(Shown card) {
    Matcher number = NUMBER.matcher(card.title());
    assertThat(number.find()).as(card.title()).isTrue();
    return number.group();
  }

  @Override
  public void close() {
    gateways.reversed().forEach(RunningGateway::close);
    redis.close();
  }
}
