package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.Harness;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who may agree to what.
class ApprovalsTest {
  @RegisterExtension
  @Order(2)
  final Yard yard = new Yard();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = yard.harness();

  private Harness.User ada;
  private Harness.User bob;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
    bob = mycelium.join("Bob", Role.MEMBER);
  }

  @Test
  void lowRiskRunsAtOnce() {
    assertThat(ada.run("rake lawn")).isText();

    assertThat(yard.ran()).isEqualTo(1);
  }

  @Test
  void mediumRiskRunsWhenOneOtherPersonAgrees() {
    yard.works();

    Reply asked = ada.run("dig pond");
    assertThat(asked)
        .isAccepted("approval")
        .hasState("pending")
        .hasField("agreed", "0 of 1")
        .hasField("grant", "./mycelium approval grant 1");
    assertThat(yard.ran()).isZero();
    assertThat(bob.run("approval grant 1")).hasState("granted").hasField("agreed", "1 of 1: Bob");

    await().until(() -> yard.state(asked) == ApprovalState.REDEEMED);
    assertThat(yard.ran()).isEqualTo(1);
    EventRecord ran = mycelium.events(Yard.RAN).getFirst();
    assertThat(mycelium.peers().name(ran.actor())).isEqualTo("Ada");
    assertThat(ran.payload().path("granted").asText())
        .isEqualTo(yard.approval(asked).id())
        .isEqualTo(ran.request());
  }

  @Test
  void anApprovalWhoseCallRanSaysSo() {
    yard.works();
    Reply asked = ada.run("dig pond");
    bob.run("approval grant 1");

    await().until(() -> yard.state(asked) == ApprovalState.REDEEMED);

    assertThat(ada.run("approval show 1")).hasState("run");
    assertThat(ada.run("approval list --all")).hasColumn("state", "run");
  }

  @Test
  void highRiskNeedsTwoDifferentPeople() {
    Reply asked = ada.run("fell oak");

    assertThat(bob.run("approval grant 1")).hasState("pending").hasField("agreed", "1 of 2: Bob");
    assertThat(bob.run("approval grant 1"))
        .isRefused(Reply.Reason.CONFLICT, "already-agreed")
        .says("1 more needed");
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
    assertThat(mycelium.olga().run("approval grant 1"))
        .hasState("granted")
        .hasField("agreed", "2 of 2: Bob, olga");
    assertThat(mycelium.events("approval.granted-one")).hasSize(1);
    assertThat(mycelium.events("approval.granted")).hasSize(1);
  }

  @Test
  void anAgreementGoesWithTheRightToGiveIt() {
    Harness.User carl = mycelium.join("Carl", Role.MEMBER);
    Reply asked = ada.run("fell oak");
    bob.run("approval grant 1");
    mycelium.olga().run("role set Bob viewer");

    assertThat(ada.run("approval show 1")).hasField("agreed", "0 of 2");
    assertThat(carl.run("approval grant 1")).hasState("pending").hasField("agreed", "1 of 2: Carl");
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
    assertThat(mycelium.olga().run("approval grant 1"))
        .hasState("granted")
        .hasField("agreed", "2 of 2: Carl, olga");
  }

  @Test
  void anAgreementGoesWithTheMembershipOfAClosedRoom() {
    ada.run("room create plot --closed --members Bob,olga");
    ada.in("plot").run("fell oak");
    bob.in("plot").run("approval grant 1");
    ada.run("room members plot --remove Bob");

    assertThat(mycelium.olga().in("plot").run("approval grant 1"))
        .hasState("pending")
        .hasField("agreed", "1 of 2: olga");
  }

  @Test
  void criticalRiskNeedsTwoOperators() {
    Harness.User carl = mycelium.join("Carl", Role.OPERATOR);

    ada.run("burn heath");

    assertThat(bob.run("approval grant 1"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-a-decider")
        .says("Anyone with the role operator or above may: olga, Carl.");
    assertThat(carl.run("approval grant 1")).hasState("pending");
    assertThat(mycelium.olga().run("approval grant 1")).hasState("granted");
  }

  @Test
  void theRequesterNeverCounts() {
    Reply asked = mycelium.olga().run("burn heath");

    assertThat(mycelium.olga().run("approval grant 1"))
        .isRefused(Reply.Reason.FORBIDDEN, "own-request");
    assertThat(yard.approval(asked).state().votes()).isEmpty();
  }

  @Test
  void anAgentDoesNotCount() {
    Reply invited = mycelium.olga().run("invite robo operator --kind agent --key");
    Harness.User robo = mycelium.holder(Harness.field(invited, "key"));
    Reply asked = ada.run("dig pond");

    assertThat(robo.run("approval grant 1"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-a-decider")
        .refusedAs(why -> assertThat(why.message()).doesNotContain("robo"));
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void anAgentMayAskLikeAnyMember() {
    Reply invited = mycelium.olga().run("invite robo member --kind agent --key");
    Harness.User robo = mycelium.holder(Harness.field(invited, "key"));

    assertThat(robo.run("dig pond")).isAccepted("approval");
    assertThat(bob.run("approval grant 1")).hasState("granted");
  }

  @Test
  void aViewerDecidesNothing() {
    Harness.User vera = mycelium.join("Vera", Role.VIEWER);
    Reply asked = ada.run("dig pond");

    for (String line : List.of("approval grant 1", "approval deny 1 no")) {
      assertThat(vera.run(line)).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    }
    assertThat(vera.run("approval show 1")).hasState("pending");
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void aDecisionIsMadeOnce() {
    ada.run("dig pond");
    bob.run("approval grant 1");

    for (String line : List.of("approval grant 1", "approval deny 1 'too late'")) {
      assertThat(mycelium.olga().run(line))
          .isRefused(Reply.Reason.CONFLICT, "already-decided")
          .says("#1 was already granted by Bob");
    }
    ada.run("dig well");
    bob.run("approval deny 2 'too wet'");
    assertThat(mycelium.olga().run("approval grant 2"))
        .isRefused(Reply.Reason.CONFLICT, "already-decided")
        .says("#2 was already denied by Bob");
  }

  @Test
  void anApprovalIsUsedOnce() {
    yard.works();
    Reply asked = ada.run("dig pond");
    bob.run("approval grant 1");
    await().until(() -> yard.state(asked) == ApprovalState.REDEEMED);

    assertThat(bob.run("approval grant 1"))
        .isRefused(Reply.Reason.CONFLICT, "already-decided")
        .says("#1 was already granted by Bob");
    assertThat(ada.run("dig pond")).isAccepted("approval").hasField("number", "#2");
    assertThat(yard.ran()).isEqualTo(1);
  }

  @Test
  void onlyThoseInAClosedRoomAreNamed() {
    mycelium.join("Carl", Role.MEMBER);
    ada.run("room create plot --closed --members Bob");

    assertThat(ada.in("plot").run("dig pond"))
        .hasField("who", "Anyone with the role member or above may: Bob.");
    ada.run("room members plot --remove Bob");
    assertThat(ada.in("plot").run("approval show 1"))
        .hasField(
            "who",
            "Nobody else with the role member or above is in the room plot; 'room members plot --add NAME' lets somebody in.");
  }

  @Test
  void anApprovalBelongsToItsRoom() {
    mycelium.olga().run("room create shed");
    Reply asked = ada.run("dig pond");
    String id = yard.approval(asked).id();

    for (String reference : List.of("1", id)) {
      assertThat(bob.in("shed").run("approval grant " + reference))
          .isRefused(Reply.Reason.NOT_FOUND, "not-found")
          .says("There is no approval", "in the room shed");
      assertThat(bob.in("shed").run("approval show " + reference))
          .isRefused(Reply.Reason.NOT_FOUND, "not-found");
    }
    assertThat(bob.in("shed").run("approval list --all")).isTable(0);
    assertThat(bob.run("approval grant " + id)).hasState("granted");
  }

  @Test
  void anApprovalInAClosedRoomIsUnknownOutside() {
    ada.run("room create plot --closed");
    Reply asked = ada.in("plot").run("dig pond");
    String id = yard.approval(asked).id();

    assertThat(bob.in("plot").run("approval grant 1"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(bob.run("approval grant " + id)).isRefused(Reply.Reason.NOT_FOUND, "not-found");
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void aLongCallIsCutInTheListAndWholeOnTheCard() {
    String where = "x".repeat(3_000);
    ada.run("dig " + where);

    assertThat(bob.run("approval list")).hasColumn("command", "dig " + "x".repeat(195) + "\u2026");
    assertThat(bob.run("approval show 1")).hasField("command", "dig " + where);
  }

  @Test
  void whatIsAskedForInAThreadStandsThere() {
    String root = Harness.field(ada.run("say 'The pond?'"), "id");

    ada.inThread(root).run("dig pond");

    assertThat(bob.run("room read --thread " + root)).isTable(2).says("Approval #1: dig [pending]");
    assertThat(bob.run("room read")).isTable(1);
    assertThat(bob.run("approval grant 1")).hasState("granted");
  }

  @Test
  void theListTellsEachCallerWhyTheyCannotGrant() {
    ada.run("dig pond");

    assertThat(ada.run("approval list"))
        .hasColumn(
            "why-not",
            "You asked for #1 yourself; somebody else decides. Anyone with the role member or above"
                + " may: olga, Bob.");
    assertThat(bob.run("approval list")).hasColumn("why-not", "");
  }

  @Test
  void theListShowsWhatWaitsAndOnDemandWhatIsOver() {
    ada.run("dig pond");
    ada.run("dig well");
    bob.run("approval deny 1 no");

    assertThat(bob.run("approval list"))
        .hasColumn("number", "2")
        .hasColumn("command", "dig well")
        .hasColumn("agreed", "0/1");
    assertThat(bob.run("approval list --all"))
        .hasColumn("number", "2", "1")
        .hasColumn("state", "pending", "denied");
  }
}
