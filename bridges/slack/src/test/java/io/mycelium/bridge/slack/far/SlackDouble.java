package io.mycelium.bridge.slack.far;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Slack on this machine: its Web API, Socket Mode, `response_url`s, files, installation, and
/// signed HTTP deliveries, for one app in one or more workspaces. It refuses what Slack refuses,
/// with its codes, beyond its rate limits and the scopes of a token. Threadsafe.
///
/// A bridge is pointed at [#api] and authenticates itself with [#appToken] and a [Team#botToken];
/// it is driven by a [SlackPerson].
public final class SlackDouble implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// How long an unhurried double waits for an acknowledgement and for a modal.
  public static final Duration UNHURRIED = Duration.ofSeconds(15);

  private final World world;
  private final Sockets sockets;
  private final HttpDoor door;
  private final Team first;

  private SlackDouble(Duration patience) throws IOException, InterruptedException {
    world = new World(patience);
    sockets = new Sockets(world.hours);
    door = new HttpDoor(world, new WebApi(world, sockets));
    world.deliveries.through(sockets);
    first = world.team("far");
  }

  /// Starts on free ports of the loopback interface, with one workspace and its channel `general`.
  public static SlackDouble start() {
    return start(PATIENCE);
  }

  /// Starts one that waits longer than Slack for an acknowledgement and for a modal: 15 s, for
  /// tests of programs that have to share the machine.
  public static SlackDouble unhurried() {
    return start(UNHURRIED);
  }

  private static SlackDouble start(Duration patience) {
    try {
      return new SlackDouble(patience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Slack's double started", e);
    }
  }

  /// Where the Web API is, with a slash at the end.
  public URI api() {
    return URI.create(world.base + "/api/");
  }

  /// Where a browser is sent to install the app; it consents at once for the first workspace, or
  /// the one that the parameter `team` names.
  public URI consent() {
    return URI.create(world.base + "/oauth/v2/authorize");
  }

  /// What Socket Mode is opened with.
  public String appToken() {
    return World.APP_TOKEN;
  }

  public String appId() {
    return World.APP;
  }

  public String clientId() {
    return World.CLIENT_ID;
  }

  public String clientSecret() {
    return World.CLIENT_SECRET;
  }

  /// What HTTP deliveries are signed with.
  public String signingSecret() {
    return World.SIGNING_SECRET;
  }

  /// The first workspace.
  public Team team() {
    return first;
  }

  /// One more workspace, in which the app is installed.
  public Team anotherTeam(String domain) {
    return world.team(domain);
  }

  /// What comes back from a browser in which somebody agreed to install the app.
  public String consentCode(Team team) {
    return world.locked(() -> world.consents.give(team));
  }

  /// Puts the app into the first workspace again, with a new token, after it was revoked.
  public void installAgain() {
    world.locked(() -> {
      first.installAgain();
      return true;
    });
  }

  public Faults faults() {
    return world.faults;
  }

  public Limits limits() {
    return world.limits;
  }

  /// Puts the double's time forward: triggers and answers expire, limits recover.
  public void pass(Duration time) {
    world.hours.pass(time);
  }

  /// From now on deliveries are signed HTTP posts to an address instead of Socket Mode.
  public void postTo(URI address) {
    world.deliveries.through(posts(address, World.SIGNING_SECRET));
  }

  /// The same with a secret that is not the app's.
  public void postForged(URI address) {
    world.deliveries.through(posts(address, "forged"));
  }

  /// From now on deliveries are by Socket Mode, as in the beginning.
  public void deliverBySocket() {
    world.deliveries.through(sockets);
  }

  /// Asks an address to prove that it is the app's.
  ///
  /// @return what it answers, which should be the challenge
  public CompletableFuture<String> verify(URI address, String challenge) {
    return posts(address, World.SIGNING_SECRET).verify(challenge);
  }

  private SignedPosts posts(URI address, String secret) {
    return new SignedPosts(address, secret, world.hours, world.patience);
  }

  /// How many sockets are open.
  public int sockets() {
    return sockets.connected();
  }

  /// Ends all sockets without a word.
  public void cutSockets() {
    sockets.cut();
  }

  /// Asks the app to open new sockets.
  ///
  /// @param reason `warning`, `refresh_requested` or `link_disabled`
  public void disconnect(String reason) {
    sockets.disconnect(reason);
  }

  /// Refuses all connections and ends those that are open, until [#comeBack].
  public void goDown() {
    world.faults.down(true);
    sockets.cut();
    door.shut();
  }

  /// Answers each request with 503 and ends all sockets, until [#comeBack].
  public void failAll() {
    world.faults.down(true);
    sockets.cut();
  }

  /// Ends what [#goDown] or [#failAll] began.
  public void comeBack() {
    world.faults.down(false);
    try {
      door.reopen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All that fails for a while; returns at once.
  public void outage(Duration length) {
    goDown();
    world.deliveries.after(length, this::comeBack);
  }

  /// Calls of the Web API, oldest first.
  public List<ApiCall> calls() {
    return List.copyOf(world.calls);
  }

  /// Calls of one method, oldest first.
  public List<ApiCall> calls(String method) {
    return world.calls.stream().filter(call -> call.method().equals(method)).toList();
  }

  /// Envelopes that reached the app and were not acknowledged in time. A test ends with none.
  public List<Envelope> late() {
    return world.deliveries.late();
  }

  /// Envelopes that found no socket.
  public List<Envelope> undelivered() {
    return world.deliveries.undelivered();
  }

  /// Blocks and views that Slack would refuse, with their faults. A test ends with none.
  public List<String> invalidBlocks() {
    return world.blockKit.refused();
  }

  @Override
  public void close() {
    door.close();
    world.deliveries.close();
    try {
      sockets.stop(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
