package io.mycelium.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.bridge.discord.far.Recorded;
import io.mycelium.bridge.discord.far.Seen;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.ChannelPort.Found;
import io.mycelium.core.channel.ChannelPort.Written;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.fixture.NeedsNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsNode
@Timeout(60)
final class DiscordPortTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Optional<String> NO_THREAD = Optional.empty();
  private static final String POST = "POST /channels/\\d+/messages";

  /// So that each test has a channel of its own.
  private static final AtomicInteger CHANNELS = new AtomicInteger();

  private static DiscordTwin twin;
  private static JDA jda;
  private static final Line line = new Line();

  private final Drawing drawing = new Drawing();
  private final KnownPosts posts = new KnownPosts();
  private final Echoes echoes = new Echoes();
  private ChannelRef channel;
  private DiscordPerson ada;
  private DiscordPort port;
  private Instant before;

  @BeforeAll
  static void start() throws InterruptedException {
    twin = DiscordTwin.start();
    jda =
        JDABuilder.createLight(twin.token(), GatewayIntent.GUILD_MESSAGES)
            .setRestConfig(new RestConfig().setBaseUrl(twin.rest().toString()))
            .setSessionController(
                new ConcurrentSessionController() {
                  @Override
                  public String getGateway() {
                    return twin.gateway().toString();
                  }
                })
            .build()
            .awaitReady();
    line.is(jda);
  }

  @AfterAll
  static void stop() {
    jda.shutdownNow();
    twin.close();
    assertThat(twin.invalid()).isEmpty();
  }

  @BeforeEach
  void enter() {
    String id = twin.channel("room-" + CHANNELS.incrementAndGet());
    channel = new ChannelRef("discord", twin.guild(), id);
    ada = twin.person("ada");
    var settings =
        new DiscordSettings(
            twin.token(),
            Optional.of(twin.rest().toString()),
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3));
    port =
        new DiscordPort(
            line,
            new Asking(settings),
            new Attaching(new NoBlobs()),
            echoes,
            posts,
            settings.rest());
    before = Instant.now();
    await().atMost(SOON).until(() -> jda.getTextChannelById(id) != null);
  }

  private DiscordPart saying(String words) {
    return drawing.parts(Sheet.saying(words)).getFirst();
  }

  private String posted(String words, String delivery) {
    return done(port.post(channel, NO_THREAD, saying(words), delivery));
  }

  private static String done(Written written) {
    assertThat(written).isInstanceOf(Written.Done.class);
    return ((Written.Done) written).message();
  }

  private List<Seen> seen() {
    return ada.channel(channel.channel());
  }

  private List<Recorded> posts() {
    return twin.requests().stream()
        .filter(r -> r.method().equals("POST"))
        .filter(r -> r.path().contains(channel.channel()))
        .toList();
  }

  @Test
  void aPartIsPostedChangedAndTakenAway() {
    String message = posted("first words", "d1");
    assertThat(seen()).extracting(Seen::content).containsExactly("first words");

    Written edited = port.edit(channel, NO_THREAD, message, saying("other words"));
    assertThat(edited).isEqualTo(new Written.Done(message, Duration.ofSeconds(1)));
    assertThat(seen()).extracting(Seen::content).containsExactly("other words");

    done(port.remove(channel, NO_THREAD, message));
    assertThat(seen()).isEmpty();
    done(port.remove(channel, NO_THREAD, message));
  }

  @Test
  void nobodyIsCalledButThoseWhoAreNamed() {
    var called = Map.of("ada", new Account("discord", Account.EVERYWHERE, ada.id()));
    DiscordPart part =
        drawing.parts(Sheet.saying("@ada and @adam, `@ada` @everyone"), called).getFirst();

    done(port.post(channel, NO_THREAD, part, "d2"));

    String sent = posts().getLast().body();
    assertThat(sent)
        .contains("\"users\":[\"" + ada.id() + "\"]")
        .contains("\"parse\":[]")
        .contains("<@" + ada.id() + "> and @adam, `@ada`");
  }

  @Test
  void aThreadIsMadeWithTheFirstReplyAndFoundByTheNext() {
    String root = posted("let us talk", "d3");

    String first = done(port.post(channel, Optional.of(root), saying("one"), "d4"));
    done(port.post(channel, Optional.of(root), saying("two"), "d5"));
    done(port.edit(channel, Optional.of(root), first, saying("more than one")));

    assertThat(ada.channel(root))
        .extracting(Seen::content)
        .containsExactly("let us talk", "more than one", "two");
    assertThat(seen()).extracting(Seen::content).contains("let us talk").doesNotContain("two");
    assertThat(posts()).filteredOn(r -> r.path().endsWith("/threads")).hasSize(1);
  }

  @Test
  void aMessageWhoseAnswerGotLostIsFoundByWhatItSays() {
    twin.faults().losesAnswers(POST, 2);
    Written written = port.post(channel, NO_THREAD, saying("once"), "d6");

    if (!(written instanceof Written.Done)) {
      Found found = port.find(channel, NO_THREAD, saying("once"), "d6", before);
      assertThat(found).isEqualTo(new Found.There(seen().getFirst().id()));
    }
    assertThat(seen()).hasSize(1);
  }

  @Test
  void whatIsAPostAlreadyIsNotTakenForAnother() {
    String first = posted("the same", "d7");
    posts.add(channel, first);

    assertThat(port.find(channel, NO_THREAD, saying("the same"), "d8", before))
        .isEqualTo(new Found.Nowhere());

    String second = posted("the same", "d8");
    assertThat(port.find(channel, NO_THREAD, saying("the same"), "d8", before))
        .isEqualTo(new Found.There(second));
  }

  @Test
  void whatTheConnectionToldIsFoundWithoutLooking() {
    echoes.heard("d9", "77");

    assertThat(port.find(channel, NO_THREAD, saying("changed since"), "d9", before))
        .isEqualTo(new Found.There("77"));
  }

  @Test
  void theSameDeliveryIsNoSecondMessage() {
    String first = posted("once", "d10");

    assertThat(posted("once", "d10")).isEqualTo(first);
    assertThat(seen()).hasSize(1);
  }

  @Test
  void whatIsNotThereIsGone() {
    var nowhere = new ChannelRef("discord", twin.guild(), "42");

    assertThat(port.post(nowhere, NO_THREAD, saying("x"), "d11")).isInstanceOf(Written.Gone.class);
    assertThat(port.edit(channel, NO_THREAD, "43", saying("x"))).isInstanceOf(Written.Gone.class);
    assertThat(port.name(nowhere)).isEmpty();
    assertThat(port.name(new ChannelRef("discord", "7", channel.channel()))).isEmpty();
    assertThat(port.name(channel)).hasValueSatisfying(name -> assertThat(name).startsWith("#room"));
  }

  @Test
  void aLimitIsSaidAndNotWaitedFor() {
    twin.faults().refuses(POST, Duration.ofMinutes(5), 1);

    Written written = port.post(channel, NO_THREAD, saying("too much"), "d12");

    assertThat(written).isEqualTo(new Written.Later(Duration.ofMinutes(5)));
    assertThat(seen()).isEmpty();
  }

  @Test
  void aGuildThatTheConnectionDoesNotKnowIsNotReached() {
    assertThat(port.reaches(channel)).isTrue();
    assertThat(port.reaches(new ChannelRef("discord", "7", "8"))).isFalse();
    assertThat(port.reaches(new ChannelRef("discord", "far", "8"))).isFalse();
  }

  @Test
  void reactionsComeAndGo() {
    String message = posted("applause", "d13");

    done(port.react(channel, NO_THREAD, message, "\uD83C\uDF89", true));
    assertThat(seen().getFirst().reactions()).containsKey("\uD83C\uDF89");

    done(port.react(channel, NO_THREAD, message, "\uD83C\uDF89", false));
    assertThat(seen().getFirst().reactions()).isEmpty();
    done(port.react(channel, NO_THREAD, message, ":shipit:", true));
  }

  @Test
  void aLongTextIsAttachedWhole() {
    String words = "word ".repeat(4_000);
    List<DiscordPart> parts = drawing.parts(Sheet.saying(words));

    for (int i = 0; i < parts.size(); i++) {
      done(port.post(channel, NO_THREAD, parts.get(i), "long" + i));
    }

    Seen last = seen().getLast();
    assertThat(new String(ada.open(last, "reply.md"), StandardCharsets.UTF_8))
        .isEqualToIgnoringWhitespace(words);
  }
}
