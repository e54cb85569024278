package io.mycelium.bridge.discord.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.fixture.NeedsNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the twin refuses, loses and repeats.
@NeedsNode
final class DiscordTwinFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /// So that each test has a channel of its own.
  private static final AtomicInteger CHANNELS = new AtomicInteger();

  private static DiscordTwin twin;
  private static JdaBot bot;

  private DiscordPerson ada;
  private String general;

  @BeforeAll
  static void start() throws InterruptedException {
    twin = DiscordTwin.start();
    bot = new JdaBot(twin);
  }

  @AfterAll
  static void stop() {
    bot.close();
    twin.close();
    assertThat(twin.invalid()).isEmpty();
  }

  @BeforeEach
  void enter() {
    ada = twin.person("ada");
    general = twin.channel("room-" + CHANNELS.incrementAndGet());
    await().atMost(SOON).until(() -> channel() != null);
  }

  private TextChannel channel() {
    return bot.jda.getTextChannelById(general);
  }

  @Test
  void whatWasMissedInAGapComesWithTheSession() {
    twin.cut();
    ada.say(general, "said meanwhile");

    await()
        .atMost(SOON)
        .until(() -> bot.heard.containsAll(List.of("resumed", "message said meanwhile")));
  }

  @Test
  void aForgottenSessionIsMadeAnew() {
    twin.cutAndForget();

    await().atMost(SOON).until(() -> bot.heard.contains("recreated"));
    ada.say(general, "hello again");
    await().atMost(SOON).until(() -> bot.heard.contains("message hello again"));
  }

  @Test
  void aTokenThatWasResetOpensNothing() throws InterruptedException {
    try (var other = DiscordTwin.start()) {
      var locked = new JdaBot(other);
      String before = other.token();

      other.resetToken();

      await().atMost(SOON).until(() -> locked.jda.getStatus() == JDA.Status.SHUTDOWN);
      assertThat(other.token()).isNotEqualTo(before);
      assertThatThrownBy(() -> new JdaBot(other, before)).isInstanceOf(InvalidTokenException.class);
      new JdaBot(other).close();
    }
  }

  @Test
  void aMarkIsForgottenAfterSomeMinutes() {
    channel().sendMessage("marked").setNonce("n2").complete();
    channel().sendMessage("marked").setNonce("n2").complete();
    assertThat(ada.channel(general)).hasSize(1);

    twin.pass(Duration.ofMinutes(10));
    channel().sendMessage("marked").setNonce("n2").complete();

    assertThat(ada.channel(general)).hasSize(2);
  }

  @Test
  void aClientThatKeepsTheLimitsWaits() {
    List<CompletableFuture<Message>> sent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sent.add(channel().sendMessage("m" + i).submit());
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();

    List<Recorded> posts =
        twin.requests().stream()
            .filter(r -> r.path().equals("/channels/" + general + "/messages"))
            .toList();
    assertThat(Duration.between(posts.getFirst().at(), posts.getLast().at()))
        .isGreaterThan(Duration.ofSeconds(4));
    assertThat(ada.channel(general))
        .extracting(Seen::content)
        .containsExactly("m0", "m1", "m2", "m3", "m4", "m5");
  }

  @Test
  void plannedRefusalsAreRetriedByTheClient() {
    twin.faults().refuses("POST /channels/\\d+/messages", Duration.ofMillis(200), 1);

    channel().sendMessage("after all").complete();

    assertThat(twin.requests())
        .filteredOn(r -> r.path().contains(general))
        .extracting(Recorded::status)
        .containsExactly(429, 200);
    assertThat(ada.channel(general)).hasSize(1);
  }

  @Test
  void whatIsSentAgainAfterALostAnswerIsPostedOnce() {
    twin.faults().losesAnswers("POST /channels/\\d+/messages", 1);

    Message posted = channel().sendMessage("once").setNonce("n1").complete();

    assertThat(posted.getNonce()).isEqualTo("n1");
    assertThat(twin.requests()).filteredOn(r -> r.body().contains("\"n1\"")).hasSize(2);
    assertThat(ada.channel(general)).extracting(Seen::content).containsExactly("once");
  }

  @Test
  void anInteractionIsToBeAcknowledgedWithinThreeSeconds() {
    DiscordPerson bob = twin.person("bob");
    String interaction = bob.slashing(general, "task wait", Map.of());
    await().atMost(SOON).until(() -> bot.unanswered.size() == 1);
    assertThat(twin.waiting()).containsExactly(interaction);
    twin.pass(Duration.ofSeconds(4));

    assertThatThrownBy(() -> bot.unanswered.getFirst().reply("late").submit().join())
        .hasMessageContaining("10062");
    assertThat(bob.outcome(interaction).acknowledged()).isFalse();
  }

  @Test
  void anOutageEnds() {
    twin.goDown();
    await().atMost(SOON).until(() -> twin.sockets() == 0);
    ada.say(general, "said during the outage");

    twin.comeBack();

    await().atMost(SOON).until(() -> bot.heard.contains("message said during the outage"));
    channel().sendMessage("back").complete();
    assertThat(ada.channel(general)).extracting(Seen::content).contains("back");
  }

  @Test
  void everythingIsToldTwiceWhenAskedTo() {
    twin.deliversTwice(true);

    ada.say(general, "told twice");

    await().atMost(SOON).until(() -> Collections.frequency(bot.heard, "message told twice") == 2);
    twin.deliversTwice(false);
  }

  @Test
  void moreThanAChannelTakesIsRefusedForAWhile() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(post("m" + i).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> refused = post("too much");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("\"retry_after\":", "\"global\":false");
    assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 5);
    assertThat(ada.channel(general)).hasSize(5);
  }

  @Test
  void bodiesThatDiscordRefusesAreRefusedAndListed() throws Exception {
    assertThat(post("x".repeat(4001)).statusCode()).isEqualTo(400);

    assertThat(twin.takeInvalid()).hasSize(1);
  }

  private HttpResponse<String> post(String content) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(twin.rest().resolve("channels/" + general + "/messages"))
                .header("Authorization", "Bot " + twin.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"content\":\"" + content + "\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
