package io.mycelium.functions.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.channel.Installation;
import io.mycelium.core.channel.Installations;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Intent;
import io.mycelium.functions.Harness;
import io.mycelium.functions.channels.ChannelsModule;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Getting into workspaces of platforms, and out of them.
class PlatformsTest {
  private static final String SLACK = "slack";

  private final Gate slack = new Gate(true);
  private final Gate discord = new Gate(false);
  private PlatformsModule module;

  @RegisterExtension
  final Harness mycelium =
      Harness.with(harness -> {
        module = module(harness);
        return new Harness.Feature(module.functions(), List.of());
      });

  private PlatformsModule module(Harness harness) {
    var channels =
        new ChannelsModule(
            new ChannelsModule.Parts(
                harness.store(),
                harness.feed(),
                harness.events(),
                harness.peers(),
                harness.rooms(),
                harness.timeline(),
                harness.clock(),
                List::of));
    return new PlatformsModule(
        new PlatformsModule.Parts(
            harness.store(),
            harness.feed(),
            channels.channels(),
            harness.clock(),
            new SecureRandom(),
            () -> Map.of(SLACK, slack, "discord", discord)));
  }

  /// A platform that lets everybody in.
  private static final class Gate implements Tenants {
    private final boolean returns;
    private final List<String> left = new ArrayList<>();
    private Runnable telling = () -> {};

    private Gate(boolean returns) {
      this.returns = returns;
    }

    @Override
    public List<Tenant> all() {
      return List.of(new Tenant("T0", "home", true));
    }

    @Override
    public Door door(String code) {
      return new Door.Open(URI.create("https://gate.example/?state=" + code), returns);
    }

    @Override
    public Optional<Reply.Refused> leave(String tenant) {
      if (all().stream().noneMatch(one -> one.id().equals(tenant))) {
        return Optional.of(Tenants.unknown("gate", tenant));
      }
      left.add(tenant);
      telling.run();
      return Optional.empty();
    }
  }

  private Installations installations() {
    return module.installations();
  }

  /// The code of a new link.
  private String invited(String platform) {
    Reply reply = mycelium.olga().run("platform join " + platform);
    assertThat(reply).isInstanceOf(Reply.Private.class);
    String link = Harness.field(reply, "link");
    return link.substring(link.indexOf('=') + 1);
  }

  private PeerId olga() {
    return mycelium.peers().named("olga").orElseThrow().id();
  }

  private Installation acme(String credential, PeerId by) {
    return new Installation(SLACK, "T1", "Acme", credential, by, mycelium.clock().instant());
  }

  private Optional<Reply.Refused> arrive(String code, String credential) {
    PeerId by = installations().invited(SLACK, code).orElse(Peer.SYSTEM);
    return installations().add(acme(credential, by), code);
  }

  private List<String> credentials() {
    return installations().of(SLACK).stream().map(Installation::credential).toList();
  }

  @Test
  void anInvitationLetsInOneWorkspaceOnce() {
    String code = invited(SLACK);

    assertThat(arrive(code, "sealed")).isEmpty();
    assertThat(arrive(code, "again")).map(Reply.Refused::code).contains("not-invited");

    assertThat(installations().invited(SLACK, code)).isEmpty();
    assertThat(credentials()).containsExactly("sealed");
    assertThat(installations().of(SLACK).getFirst().by()).isEqualTo(olga());
  }

  @Test
  void askingForAnInvitationDoesNotUseItUp() {
    String code = invited(SLACK);

    assertThat(installations().invited(SLACK, code)).contains(olga());
    assertThat(installations().invited(SLACK, code)).isPresent();
  }

  @Test
  void anInvitationIsForItsPlatformAndForADay() {
    String code = invited(SLACK);

    assertThat(installations().invited("other", code)).isEmpty();
    mycelium.clock().advance(Duration.ofHours(24));
    assertThat(installations().invited(SLACK, code)).isEmpty();
    assertThat(arrive(code, "late")).isPresent();
    assertThat(installations().of(SLACK)).isEmpty();
  }

  @Test
  void aCodeThatNobodyMadeLetsNothingIn() {
    assertThat(arrive("made-up", "sealed")).isPresent();
    assertThat(installations().of(SLACK)).isEmpty();
  }

  @Test
  void aWorkspaceThatComesAgainHasItsNewCredential() {
    arrive(invited(SLACK), "first");
    arrive(invited(SLACK), "second");

    assertThat(credentials()).containsExactly("second");
  }

  @Test
  void aWorkspaceThatRemovedTheAppIsForgottenWithItsCredential() {
    arrive(invited(SLACK), "sealed");
    Installation acme = installations().of(SLACK).getFirst();

    remove(acme, "gone");
    remove(acme, "gone again");

    assertThat(installations().of(SLACK)).isEmpty();
    assertThat(mycelium.store().find(InstallationRecord.KIND, "slack/T1").orElseThrow().state())
        .isEqualTo(new InstallationRecord(Optional.empty()));
  }

  @Test
  void oneThatHasComeAgainIsNotForgottenForWhatWasBefore() {
    arrive(invited(SLACK), "before");
    Installation before = installations().of(SLACK).getFirst();
    arrive(invited(SLACK), "after");

    remove(before, "late");

    assertThat(credentials()).containsExactly("after");
  }

  private void remove(Installation gone, String request) {
    installations().remove(gone, Intent.system(request, mycelium.clock().instant()));
  }

  @Test
  void noEventTellsACredential() {
    arrive(invited(SLACK), "credential-of-acme");

    assertThat(mycelium.events("platform.joined").toString())
        .contains("Acme")
        .doesNotContain("credential-of-acme");
  }

  @Test
  void aPlatformThatBringsNothingBackNeedsNoInvitation() {
    String code = invited("discord");

    assertThat(installations().invited("discord", code)).isEmpty();
  }

  @Test
  void theListHasThoseThatAreReachedAndThoseThatAreNot() {
    arrive(invited(SLACK), "sealed");

    var table = (Reply.Table) mycelium.olga().run("platform list");

    assertThat(table.rows())
        .containsExactly(
            List.of("home", "connected", "0", "slack/T0"),
            List.of("Acme", "not reached", "0", "slack/T1"),
            List.of("home", "connected", "0", "discord/T0"));
  }

  @Test
  void whoLeavesIsGoneThere() {
    Reply left = mycelium.olga().confirm("platform leave slack/T0");

    assertThat(left).isInstanceOf(Reply.Text.class);
    assertThat(slack.left).containsExactly("T0");
    assertThat(mycelium.events("platform.left")).hasSize(1);
  }

  @Test
  void oneThatIsNotReachedIsForgottenHere() {
    arrive(invited(SLACK), "sealed");

    Reply left = mycelium.olga().confirm("platform leave slack/T1");

    assertThat(left).isInstanceOf(Reply.Text.class);
    assertThat(installations().of(SLACK)).isEmpty();
  }

  @Test
  void thePlatformMayTellFirstThatItWasLeft() {
    Installation home = homeArrives();
    slack.telling = () -> remove(home, "told");

    leaveHome();

    assertThat(installations().of(SLACK)).isEmpty();
    assertThat(mycelium.events("platform.left")).hasSize(1);
  }

  @RepeatedTest(20)
  void thePlatformMayTellAtTheSameMomentThatItWasLeft() throws Exception {
    Installation home = homeArrives();
    var told = new CompletableFuture<Void>();
    slack.telling =
        () ->
            Thread.ofVirtual()
                .start(() -> {
                  remove(home, "told");
                  told.complete(null);
                });

    leaveHome();

    told.get(10, TimeUnit.SECONDS);
    assertThat(installations().of(SLACK)).isEmpty();
    assertThat(mycelium.events("platform.left")).hasSize(1);
  }

  private Installation homeArrives() {
    var home = new Installation(SLACK, "T0", "home", "key", olga(), mycelium.clock().instant());
    assertThat(installations().add(home, invited(SLACK))).isEmpty();
    return home;
  }

  private void leaveHome() {
    assertThat(mycelium.olga().confirm("platform leave slack/T0")).isInstanceOf(Reply.Text.class);
  }

  @Test
  void oneThatNobodyKnowsCannotBeLeft() {
    assertThat(mycelium.olga().confirm("platform leave slack/T9"))
        .isInstanceOfSatisfying(
            Reply.Refused.class, why -> assertThat(why.code()).isEqualTo("unknown-workspace"));
  }

  @Test
  void anOperatorIsNeeded() {
    assertThat(mycelium.join("ada", Role.MEMBER).run("platform join slack"))
        .isInstanceOfSatisfying(
            Reply.Refused.class, why -> assertThat(why.reason()).isEqualTo(Reply.Reason.FORBIDDEN));
  }

  @Test
  void aWorkspaceIsNamedAsTheListNamesIt() {
    assertThat(mycelium.olga().run("platform leave slack-T1"))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            why -> assertThat(why.message() + why.fields()).contains("slack/T024BE7LD"));
  }
}
