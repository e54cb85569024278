package io.mycelium.functions.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.channel.Profile;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.functions.Harness;
import io.mycelium.functions.channels.ChannelsModule;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who somebody of a chat platform is here.
class AccountsTest {
  private static final ChannelRef OPEN = new ChannelRef("slack", "T1", "C1");
  private static final ChannelRef OTHER = new ChannelRef("slack", "T1", "C2");
  private static final Account ADAS = new Account("slack", "T1", "U1");
  private static final Account HERS_TOO = new Account("discord", Account.EVERYWHERE, "77");

  private AccountsModule module;

  @RegisterExtension
  final Harness mycelium =
      Harness.with(harness -> {
        module = module(harness, new Linked(harness));
        return new Harness.Feature(module.functions(), List.of());
      });

  private static AccountsModule module(Harness harness, Channels channels) {
    return new AccountsModule(
        new AccountsModule.Parts(
            harness.store(),
            harness.feed(),
            harness.peers(),
            harness.peersModule().guests(),
            channels,
            harness.clock(),
            new SecureRandom()));
  }

  /// The workspace's channels, of which one gives its people the role of members.
  private record Linked(Harness harness) implements Channels {
    @Override
    public Optional<LinkedChannel> find(ChannelRef channel) {
      return channel.equals(OPEN)
          ? Optional.of(
              new LinkedChannel(
                  OPEN,
                  "#ops",
                  RoomId.MAIN,
                  Optional.of(Role.MEMBER),
                  Peer.SYSTEM,
                  harness.clock().instant()))
          : Optional.empty();
    }

    private Channels none() {
      return new ChannelsModule(
              new ChannelsModule.Parts(
                  harness.store(),
                  harness.feed(),
                  harness.events(),
                  harness.peers(),
                  harness.rooms(),
                  harness.timeline(),
                  harness.clock(),
                  List::of))
          .channels();
    }

    @Override
    public List<LinkedChannel> of(RoomId room) {
      return none().of(room);
    }

    @Override
    public List<LinkedChannel> of(String platform) {
      return none().of(platform);
    }

    @Override
    public Optional<PostId> post(MessageRef message) {
      return none().post(message);
    }

    @Override
    public boolean shows(RoomId room, Subject subject) {
      return none().shows(room, subject);
    }

    @Override
    public Optional<String> last(ChannelRef channel) {
      return none().last(channel);
    }

    @Override
    public boolean first(String deed) {
      return none().first(deed);
    }
  }

  private Accounts accounts() {
    return module.accounts();
  }

  private Optional<Caller> caller(Account account, String name, ChannelRef channel, String... in) {
    return accounts().caller(account, new Profile(name, Set.of(in)), channel);
  }

  private Caller ada() {
    return caller(ADAS, "Ada Lovelace", OPEN).orElseThrow();
  }

  private String code(Harness.User of) {
    return Harness.field(of.run("account link"), "code");
  }

  @Test
  void aChannelGivesItsPeopleItsRole() {
    Caller ada = ada();

    assertThat(ada.name()).isEqualTo("Ada Lovelace");
    assertThat(ada.role()).isEqualTo(Role.MEMBER);
    assertThat(ada()).as("the same the next time").isEqualTo(ada);
    assertThat(mycelium.events("account.joined")).hasSize(1);
  }

  @Test
  void whoNothingGivesARoleIsNobody() {
    assertThat(caller(ADAS, "Ada", OTHER)).isEmpty();
    assertThat(mycelium.events("peer.invited")).hasSize(1);
  }

  @Test
  void aGuestIsNobodyWhereNothingGivesThemARole() {
    ada();

    assertThat(caller(ADAS, "Ada", OTHER)).isEmpty();
  }

  @Test
  void aGroupGivesARoleThatFollowsIt() {
    mycelium.olga().run("account map ops-team operator --channel " + OPEN);
    assertThat(caller(ADAS, "Ada", OTHER, "ops-team").orElseThrow().role())
        .isEqualTo(Role.OPERATOR);

    assertThat(caller(ADAS, "Ada", OPEN).orElseThrow().role())
        .as("no longer in the group")
        .isEqualTo(Role.MEMBER);
    mycelium.olga().run("account map ops-team --channel " + OPEN);
    assertThat(caller(ADAS, "Ada", OTHER, "ops-team")).isEmpty();
  }

  @Test
  void whatSomebodyIsCalledThereBecomesANameThatIsFree() {
    assertThat(ada().name()).isEqualTo("Ada Lovelace");

    assertThat(caller(new Account("slack", "T1", "U2"), "ada LOVELACE", OPEN).orElseThrow().name())
        .isEqualTo("ada LOVELACE-2");
    assertThat(
            caller(new Account("slack", "T1", "U3"), "<!channel> *x* @everyone", OPEN)
                .orElseThrow()
                .name())
        .isEqualTo("channel x everyone");
    assertThat(caller(new Account("slack", "T1", "U4"), "\u202e:tada:", OPEN).orElseThrow().name())
        .isEqualTo("tada");
    assertThat(caller(new Account("slack", "T1", "U5"), "mycelium", OPEN).orElseThrow().name())
        .isEqualTo("guest");
  }

  @Test
  void aCodeMakesAnUnknownAccountSomebodysWhoIsHere() {
    String code = code(mycelium.olga());

    Reply done = accounts().claim(ADAS, new Profile("o.k.", Set.of()), code.toLowerCase(), "r-1");

    assertThat(((Reply.Text) ((Reply.Private) done).reply()).markdown())
        .isEqualTo("You are olga here now, with the role admin.");
    Caller olga = caller(ADAS, "o.k.", OTHER).orElseThrow();
    assertThat(olga.name()).isEqualTo("olga");
    assertThat(olga.role()).isEqualTo(Role.ADMIN);
    assertThat(accounts().of(olga.id(), "slack", "T1")).contains(ADAS);
    assertThat(accounts().of(olga.id(), "slack", "T2")).isEmpty();
  }

  @Test
  void aClaimThatIsDeliveredAgainIsAnsweredTheSame() {
    String code = code(mycelium.olga());
    Reply first = accounts().claim(ADAS, new Profile("o", Set.of()), code, "r-1");

    assertThat(accounts().claim(ADAS, new Profile("o", Set.of()), code, "r-1")).isEqualTo(first);
  }

  @Test
  void aCodeIsGoodOnceAndNotForLong() {
    String used = code(mycelium.olga());
    accounts().claim(ADAS, new Profile("o", Set.of()), used, "r-1");
    String late = code(mycelium.olga());

    assertThat(refusal(accounts().claim(HERS_TOO, new Profile("x", Set.of()), used, "r-2")))
        .isEqualTo("wrong-code");
    mycelium.clock().advance(Duration.ofMinutes(10));
    assertThat(refusal(accounts().claim(HERS_TOO, new Profile("x", Set.of()), late, "r-3")))
        .isEqualTo("wrong-code");
  }

  @Test
  void nobodyCanGuessOn() {
    for (int i = 0; i < 5; i++) {
      accounts().claim(ADAS, new Profile("x", Set.of()), "AAAAA-0000" + i, "r-" + i);
    }

    Reply refused = accounts().claim(ADAS, new Profile("x", Set.of()), "AAAAA-00009", "r-9");

    assertThat(refusal(refused)).isEqualTo("too-many-codes");
  }

  private static String refusal(Reply reply) {
    return ((Reply.Refused) reply).code();
  }

  @Test
  void aGuestTurnsOutToBeSomebodyWhoIsHere() {
    Caller guest = ada();
    String code = code(mycelium.olga());

    Reply done = merge(guest, code);

    assertThat(done).isInstanceOf(Reply.Private.class);
    assertThat(caller(ADAS, "Ada", OTHER).orElseThrow().name()).isEqualTo("olga");
    assertThat(mycelium.peers().name(guest.id())).isEqualTo("olga");
    assertThat(mycelium.peers().person(guest.id()))
        .isEqualTo(mycelium.peers().named("olga").orElseThrow().id());
  }

  /// Nobody is told of an event any more, until it is closed.
  private AutoCloseable withoutEvents() throws InterruptedException {
    var held = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    mycelium
        .feed()
        .listen(_ -> {
          held.countDown();
          await().until(() -> goOn.getCount() == 0);
        });
    mycelium.olga().run("say hello");
    held.await();
    return goOn::countDown;
  }

  @Test
  void whoAGuestTurnedOutToBeHoldsHereBeforeAnyEventTells() throws Exception {
    Caller guest = ada();
    String code = code(mycelium.olga());
    PeerId olga = mycelium.peers().named("olga").orElseThrow().id();

    try (var _ = withoutEvents()) {
      assertThat(mycelium.peers().name(guest.id())).isEqualTo("Ada Lovelace");
      assertThat(accounts().of(olga, ADAS.platform(), ADAS.tenant())).isEmpty();

      merge(guest, code);

      assertThat(mycelium.peers().name(guest.id())).isEqualTo("olga");
      assertThat(accounts().of(olga, ADAS.platform(), ADAS.tenant())).contains(ADAS);
    }
  }

  @Test
  void anAccountThatIsUnlinkedIsNobodysBeforeAnyEventTells() throws Exception {
    accounts().claim(ADAS, new Profile("o", Set.of()), code(mycelium.olga()), "r-1");

    try (var _ = withoutEvents()) {
      assertThat(caller(ADAS, "o", OTHER)).isPresent();

      mycelium.olga().confirm("account unlink " + ADAS);

      assertThat(caller(ADAS, "o", OTHER)).isEmpty();
    }
  }

  private Reply merge(Caller by, String code) {
    return mycelium
        .pipeline()
        .run(
            by,
            new Request(
                Optional.empty(),
                "account link",
                Json.object().put("code", code),
                "main",
                Optional.empty(),
                "merge-1",
                Optional.empty(),
                ZoneOffset.UTC,
                Locale.ROOT,
                "test"));
  }

  @Test
  void twoWhoWereInvitedStayTwo() {
    Harness.User bob = mycelium.join("bob", Role.MEMBER);

    assertThat(refusal(bob.run("account link " + code(mycelium.olga()))))
        .isEqualTo("not-two-guests");
  }

  @Test
  void anAccountThatIsUnlinkedIsNobodys() {
    accounts().claim(ADAS, new Profile("o", Set.of()), code(mycelium.olga()), "r-1");

    mycelium.olga().confirm("account unlink " + ADAS);

    assertThat(caller(ADAS, "o", OTHER)).isEmpty();
    assertThat(ada().name()).as("a guest like any other").isEqualTo("Ada Lovelace");
  }

  @Test
  void onlyAdminsUnlinkOthersAndMapGroups() {
    ada();
    Harness.User bob = mycelium.join("bob", Role.OPERATOR);

    assertThat(refusal(bob.run("account map x operator --channel " + OPEN)))
        .isEqualTo("not-permitted");
    assertThat(refusal(bob.run("account unlink " + ADAS))).isEqualTo("not-permitted");
  }
}
