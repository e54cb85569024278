package io.mycelium.functions.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.functions.Harness;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// That somebody counts once, by whatever account they come.
class OnePersonTest {
  @RegisterExtension
  @Order(2)
  final Yard yard = new Yard();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = yard.harness();

  private final AtomicInteger requests = new AtomicInteger();
  private Harness.User ada;
  private Peer adas;
  private Caller guest;

  @BeforeEach
  void join() {
    ada = mycelium.join("ada", Role.OPERATOR);
    adas = mycelium.peers().named("ada").orElseThrow();
    mycelium.join("bob", Role.OPERATOR);
    Peer came =
        mycelium
            .peersModule()
            .guests()
            .join("ada elsewhere", Role.OPERATOR, system("join"), (draft, _) -> draft)
            .orElseThrow();
    guest = Caller.of(came, Optional.empty());
  }

  private Intent system(String request) {
    return Intent.system(request, mycelium.clock().instant());
  }

  private void turnsOutToBeAda() {
    var guests = mycelium.peersModule().guests();
    Intent intent = system("merge");
    Commit.Draft draft = Commit.of(intent, Outcome.of(new Reply.Text("merged")));
    Commit commit = guests.merged(guest.id(), adas.id(), intent).orElseThrow().apply(draft).done();
    assertThat(mycelium.store().commit(commit)).isInstanceOf(CommitResult.Committed.class);
    guests.changed(guest.id());
  }

  private Reply asGuest(String command, String option, String value) {
    return mycelium
        .pipeline()
        .run(
            guest,
            new Request(
                Optional.empty(),
                command,
                Json.object().put(option, value),
                "main",
                Optional.empty(),
                "guest-" + requests.incrementAndGet(),
                Optional.empty(),
                ZoneOffset.UTC,
                Locale.ROOT,
                "test"));
  }

  private static String code(Reply reply) {
    return ((Reply.Refused) reply).code();
  }

  @Test
  void whoAskedElsewhereDoesNotGrantHere() {
    asGuest("dig", "where", "pond");

    turnsOutToBeAda();

    assertThat(code(ada.run("approval grant 1"))).isEqualTo("own-request");
  }

  @Test
  void whoAgreedElsewhereDoesNotAgreeAgainHere() {
    mycelium.olga().run("fell tree");
    asGuest("approval grant", "approval", "1");

    turnsOutToBeAda();

    assertThat(code(ada.run("approval grant 1"))).isEqualTo("already-agreed");
  }

  @Test
  void twoWhoAgreedAndTurnOutToBeOneAreOne() {
    mycelium.olga().run("fell tree");
    asGuest("approval grant", "approval", "1");
    turnsOutToBeAda();

    Reply shown = mycelium.olga().run("approval show 1");

    assertThat(((Reply.Card) shown).state()).contains("pending");
    assertThat(Harness.field(shown, "agreed")).contains("ada").doesNotContain("elsewhere");
  }

  @Test
  void whatAGuestAskedForIsDoneForWhoTheyTurnOutToBe() {
    Reply asked = asGuest("dig", "where", "pond");
    turnsOutToBeAda();
    yard.works();

    mycelium.olga().run("approval grant 1");

    await().untilAsserted(() -> assertThat(yard.state(asked)).isEqualTo(ApprovalState.REDEEMED));
    assertThat(yard.ran()).isEqualTo(1);
  }
}
