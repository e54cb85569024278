package io.mycelium.bridge.discord.far;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.fixture.NpmFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Discord on this machine: npm's digital twin in a process of its own with what it lacks, behind a
/// door that records each request, checks its body by Discord's schemas and enforces the rate
/// limits. Threadsafe.
///
/// A bridge is pointed at [#rest] and [#gateway] and authenticates itself with [#token]; it is
/// driven by a [DiscordPerson]. There are two guilds, `far` with the channel `general`, and
/// `other`.
public final class DiscordTwin implements AutoCloseable {
  /// How long an unhurried twin waits for an acknowledgement.
  public static final Duration UNHURRIED = Duration.ofSeconds(15);

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String TOKEN = "MTAwMDAw.far.discord-twin-token";

  private final RestDoor door;
  private final Process process;
  private final TwinControl control;
  private final JsonNode ports;
  private final Duration patience;
  private final AtomicInteger resets = new AtomicInteger();
  private volatile String token = TOKEN;

  private DiscordTwin(Duration patience) throws IOException {
    this.patience = patience;
    NpmFolder npm =
        NpmFolder.of(
            DiscordTwin.class,
            "npm-discord",
            "twin.mjs",
            "gateway.mjs",
            "front.mjs",
            "control.mjs",
            "talks.mjs",
            "prisma.mjs",
            "snowflake.mjs",
            "schemas.mjs");
    ProcessBuilder builder = npm.node("twin.mjs");
    builder.environment().put("FAR_TOKEN", TOKEN);
    builder.environment().put("FAR_PATIENCE_MS", Long.toString(patience.toMillis()));
    // The folder is shared with tests of other processes.
    Path log = npm.folder().resolve("twin-%d.log".formatted(ProcessHandle.current().pid()));
    process = builder.redirectError(log.toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IllegalStateException("the twin did not start, see " + log);
    }
    ports = TwinControl.JSON.readTree(line);
    door = new RestDoor();
    door.passTo(ports.get("rest").asInt());
    control = new TwinControl(ports.get("control").asInt());
    control.deed("base", Map.of("url", door.base()));
  }

  /// Starts on free ports of the loopback interface. The first start installs packages of npm.
  ///
  /// @throws IllegalStateException where Node is missing
  public static DiscordTwin start() {
    return start(PATIENCE);
  }

  /// Starts one that waits longer than Discord for an acknowledgement, [#UNHURRIED], for tests of
  /// programs that have to share the machine.
  ///
  /// @throws IllegalStateException where Node is missing
  public static DiscordTwin unhurried() {
    return start(UNHURRIED);
  }

  private static DiscordTwin start(Duration patience) {
    try {
      return new DiscordTwin(patience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where REST is, with a slash at the end.
  public URI rest() {
    return URI.create(door.base() + "/api/v10/");
  }

  public URI gateway() {
    return URI.create("ws://127.0.0.1:" + ports.get("gateway").asInt() + "/gateway");
  }

  /// The application's token.
  public String token() {
    return token;
  }

  /// Gives the application another token. What was opened by the old one ends, and nothing is
  /// answered by it any more.
  public void resetToken() {
    token = TOKEN + resets.incrementAndGet();
    control.deed("token", Map.of("token", token));
  }

  /// Id of the application and of its user.
  public String bot() {
    return ports.get("bot").asText();
  }

  /// Id of the guild `far`.
  public String guild() {
    return ports.get("guilds").get(0).asText();
  }

  /// Id of the guild `other`.
  public String otherGuild() {
    return ports.get("guilds").get(1).asText();
  }

  /// A text channel of the guild `far`, made at the first call.
  ///
  /// @return its id
  public String channel(String name) {
    return channel(guild(), name);
  }

  public String channel(String guild, String name) {
    return control.deed("channel", Map.of("guild", guild, "name", name)).get("id").asText();
  }

  /// Somebody in the guild `far`, made at the first call.
  public DiscordPerson person(String name) {
    return person(guild(), name);
  }

  public DiscordPerson person(String guild, String name) {
    String id = control.deed("user", Map.of("name", name)).get("id").asText();
    return new DiscordPerson(control, guild, id, name, patience);
  }

  /// Gives somebody a role of the guild `far`.
  ///
  /// @return the role's id
  public String role(DiscordPerson person, String name) {
    return control
        .deed("role", Map.of("guild", guild(), "name", name, "user", person.id()))
        .get("id")
        .asText();
  }

  /// Commands that the application has in a guild; with an empty one, those it has everywhere.
  public JsonNode commands(String guild) {
    return control.deed("commands", guild.isEmpty() ? Map.of() : Map.of("guild", guild));
  }

  public Faults faults() {
    return door.faults;
  }

  public Limits limits() {
    return door.limits;
  }

  /// Puts the twin's time forward, so that interactions expire.
  public void pass(Duration time) {
    control.deed("pass", Map.of("ms", time.toMillis()));
  }

  /// From now on each event and interaction is told twice.
  public void deliversTwice(boolean twice) {
    control.deed("faults", Map.of("twice", twice, "swapped", false, "down", false));
  }

  /// From now on each event waits for the next one and is told after it, or after half a second
  /// without a next one.
  public void outOfOrder(boolean swapped) {
    control.deed("faults", Map.of("twice", false, "swapped", swapped, "down", false));
  }

  /// How many connections to the gateway are ready.
  public int sockets() {
    return control.deed("state", Map.of()).get("sockets").asInt();
  }

  /// Interactions that were not acknowledged, or whose `thinking` was never followed by an answer.
  /// Discord shows none for longer than answers to it are taken. A test ends with none.
  public List<String> waiting() {
    return control
        .deed("state", Map.of())
        .get("waiting")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  /// Ends all connections to the gateway; sessions can be resumed.
  public void cut() {
    control.deed("cut", Map.of("forget", false));
  }

  /// Ends all connections to the gateway and forgets their sessions.
  public void cutAndForget() {
    control.deed("cut", Map.of("forget", true));
  }

  /// Asks clients of the gateway to connect again.
  public void askToReconnect() {
    control.deed("reconnect", Map.of());
  }

  /// Makes the guild `far` one that Discord tells nothing of for a while, or no longer; connections
  /// stay.
  public void guildIsAway(boolean away) {
    control.deed("outage", Map.of("guild", guild(), "away", away));
  }

  /// Refuses requests and ends connections, until [#comeBack].
  public void goDown() {
    control.deed("faults", Map.of("twice", false, "swapped", false, "down", true));
    door.shut();
  }

  /// Answers each request with 503 and ends connections, until [#comeBack].
  public void failAll() {
    control.deed("faults", Map.of("twice", false, "swapped", false, "down", true));
    door.faults.failing(true);
  }

  /// Ends what [#goDown] or [#failAll] began.
  public void comeBack() {
    control.deed("faults", Map.of("twice", false, "swapped", false, "down", false));
    door.faults.failing(false);
    try {
      door.reopen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All requests, oldest first.
  public List<Recorded> requests() {
    return door.recorded();
  }

  /// Requests with bodies that Discord's schemas refuse. A test ends with none.
  public List<Recorded> invalid() {
    return door.recorded().stream().filter(each -> !each.invalid().isEmpty()).toList();
  }

  /// The same, and forgets them.
  public List<Recorded> takeInvalid() {
    List<Recorded> taken = invalid();
    door.forget(taken);
    return taken;
  }

  @Override
  public void close() {
    door.close();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
