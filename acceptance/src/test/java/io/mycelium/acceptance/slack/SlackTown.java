package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.acceptance.bridge.Town;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.SlackPerson;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A town before Slack.
final class SlackTown extends Town {
  private static final int SOCKETS = 2;
  private static final double UNHURRIED = 100;

  private final SlackDouble slack;
  private final Set<String> forgiven = new HashSet<>();
  private boolean struck;

  /// Starts it in an empty folder with one gateway.
  ///
  /// @param settings of the gateways, as `key=value`
  static SlackTown in(Path folder, String... settings) {
    SlackDouble slack = SlackDouble.unhurried();
    slack.limits().speedUp(UNHURRIED);
    var town = new SlackTown(slack, folder, settings);
    town.start();
    return town;
  }

  private SlackTown(SlackDouble slack, Path folder, String... settings) {
    super(folder, SlackStage.options(slack, folder), settings);
    this.slack = slack;
  }

  @Override
  protected void hears(int running) {
    connected(SOCKETS * running);
  }

  @Override
  protected void claim(String name, String code) {
    person(name).slash(GENERAL, "/mycelium account link " + code);
  }

  @Override
  public String channel(String name) {
    return "slack/%s/%s".formatted(slack.team().id(), slack.team().channel(name));
  }

  @Override
  public List<Shown> shown(String channel) {
    return Post.all(person("olga").channel(channel));
  }

  @Override
  public List<String> alone(String name) {
    return Stream.of(person(name).alone(), person(name).withApp())
        .flatMap(Collection::stream)
        .filter(Seen::byApp)
        .map(Seen::words)
        .toList();
  }

  @Override
  protected int posts() {
    return slack.calls("chat.postMessage").size() + slack.calls("chat.postEphemeral").size();
  }

  /// Ends the first gateway like a power cut, and waits until Slack knows.
  @Override
  public void kill() {
    struck = true;
    int sockets = slack.sockets();
    super.kill();
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

  /// Waits until so many sockets are open.
  void connected(int sockets) {
    await().atMost(SOON).until(() -> slack.sockets() == sockets);
  }

  /// Installs the app anew and gives its new token to the first gateway, which starts again.
  void installAgain() {
    kill();
    slack.installAgain();
    SlackStage.options(slack, folder());
    again();
  }

  SlackDouble slack() {
    return slack;
  }

  SlackPerson person(String name) {
    return slack.team().person(name);
  }

  /// Asks, as olga in Slack, for something that somebody else has to agree to.
  ///
  /// @return the card
  Seen ask(String title) {
    String line = "/mycelium release-notes --repo %s --title '%s'".formatted(repository(), title);
    assertThat(person("olga").slash(GENERAL, line).inTime()).isTrue();
    return pending(title);
  }

  /// The card of what was asked, when it can be decided.
  Seen pending(String title) {
    return card(title, s -> s.state().equals("pending") && s.offers("Grant"));
  }

  /// Waits until the one card with the words fits.
  Seen card(String words, Predicate<Shown> fits) {
    String ts = theCard(words, fits).id();
    return person("olga").channel(GENERAL).stream()
        .filter(seen -> seen.ts().equals(ts))
        .findFirst()
        .orElseThrow();
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
    super.close();
    slack.close();
  }
}
