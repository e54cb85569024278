package io.mycelium.bridge.discord.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.fixture.NeedsNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the twin refuses, loses and repeats.
@NeedsNode
final class DiscordTwinFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private DiscordTwin twin;
  private JdaBot bot;
  private DiscordPerson ada;
  private String general;

  @BeforeEach
  void start() throws InterruptedException {
    twin = DiscordTwin.start();
    ada = twin.person("ada");
    general = twin.channel("general");
    bot = new JdaBot(twin);
  }

  @AfterEach
  void stop() {
    bot.close();
    twin.close();
    assertThat(twin.invalid()).isEmpty();
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
  void moreThanAChannelTakesIsRefusedForAWhile() {
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

    assertThat(twin.requests()).anyMatch(r -> r.status() == 429);
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
  void anInteractionIsToBeAcknowledgedWithinThreeSeconds() throws Exception {
    DiscordPerson bob = twin.person("bob");
    bot.jda.setEventManager(new InterfacedEventManager());
    List<SlashCommandInteractionEvent> asked = new CopyOnWriteArrayList<>();
    bot.jda.addEventListener(
        new ListenerAdapter() {
          @Override
          public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
            asked.add(event);
          }
        });

    String interaction = bob.slashing(general, "task ask", Map.of());
    await().atMost(SOON).until(() -> asked.size() == 1);
    assertThat(twin.waiting()).containsExactly(interaction);
    twin.pass(Duration.ofSeconds(4));

    assertThatThrownBy(() -> asked.getFirst().reply("late").submit().join())
        .hasMessageContaining("10062");
    assertThat(bob.outcome(interaction).acknowledged()).isFalse();
  }

  @Test
  void anOutageEnds() {
    twin.goDown();
    await().atMost(SOON).until(() -> twin.sockets() == 0);
    ada.say(general, "said meanwhile");

    twin.comeBack();

    await().atMost(SOON).until(() -> bot.heard.contains("message said meanwhile"));
    channel().sendMessage("back").complete();
    assertThat(ada.channel(general)).extracting(Seen::content).contains("back");
  }

  @Test
  void everythingIsToldTwiceWhenAskedTo() {
    twin.deliversTwice(true);

    ada.say(general, "hello");

    await().atMost(SOON).until(() -> bot.heard.equals(List.of("message hello", "message hello")));
  }

  @Test
  void bodiesThatDiscordRefusesAreRefusedAndListed() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(twin.rest().resolve("channels/" + general + "/messages"))
                    .header("Authorization", "Bot " + twin.token())
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"content\":\"" + "x".repeat(4001) + "\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(twin.takeInvalid()).hasSize(1);
  }
}
