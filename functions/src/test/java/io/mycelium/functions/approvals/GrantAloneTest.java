package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The one exception to the rule that the requester never counts.
class GrantAloneTest {
  private static final String ALONE = "approval grant-alone 1";

  @RegisterExtension
  @Order(2)
  final Yard yard = new Yard();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = yard.harness();

  @Test
  void anOperatorWithNobodyElseConfirmsAndIsMarked() {
    Reply asked = mycelium.olga().run("dig pond");

    Reply granted = mycelium.olga().confirm(ALONE);

    assertThat(granted).hasState("granted").hasField("agreed", "1 of 1: olga (alone, own request)");
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.GRANTED);
    assertThat(mycelium.events("approval.granted"))
        .singleElement()
        .satisfies(event ->
            assertThat(event.payload().path("votes").path(0).path("alone").asBoolean()).isTrue());
  }

  @Test
  void withoutAConfirmationNothingHappens() {
    Reply asked = mycelium.olga().run("dig pond");

    Reply unconfirmed = mycelium.olga().run(ALONE);

    assertThat(unconfirmed)
        .isRefused(Reply.Reason.UNCONFIRMED, "confirm")
        .offers("Confirm")
        .refusedAs(why -> assertThat(why.confirm()).isPresent());
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void aWrongTokenIsRefused() {
    Reply asked = mycelium.olga().run("dig pond");
    String token = token(mycelium.olga().run(ALONE));

    assertThat(mycelium.olga().confirming("yes", ALONE))
        .isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    String other = (token.startsWith("x") ? "y" : "x") + token.substring(1);
    assertThat(mycelium.olga().confirming(other, ALONE))
        .isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void aTokenConfirmsOneCallOnce() {
    mycelium.olga().run("dig pond");
    Reply second = mycelium.olga().run("dig well");
    String token = token(mycelium.olga().run(ALONE));

    assertThat(mycelium.olga().confirming(token, "approval grant-alone 2"))
        .isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    assertThat(yard.state(second)).isEqualTo(ApprovalState.PENDING);
    assertThat(mycelium.olga().confirm(ALONE)).hasState("granted");
    assertThat(mycelium.olga().confirming(token, ALONE))
        .isRefused(Reply.Reason.CONFLICT, "already-decided");
  }

  @Test
  void nobodyElseIsAskedForAConfirmation() {
    Harness.User carl = mycelium.join("Carl", Role.OPERATOR);
    Reply asked = mycelium.olga().run("dig pond");

    assertThat(carl.run(ALONE)).isRefused(Reply.Reason.INVALID, "not-your-request");
    assertThat(mycelium.olga().run(ALONE)).isRefused(Reply.Reason.FORBIDDEN, "others-there");
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void aRepeatOfTheConfirmedCallNeedsNoSecondConfirmation() {
    mycelium.olga().run("dig pond");
    Harness.User again = mycelium.olga().naming("alone-1");
    again.confirm(ALONE);

    Reply repeat = again.run(ALONE);

    assertThat(repeat).isNotRefused().hasState("granted");
    assertThat(mycelium.events("approval.granted")).hasSize(1);
  }

  @Test
  void aMemberMayNot() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    ada.run("dig pond");

    assertThat(ada.run(ALONE)).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void onlyMediumRisk() {
    mycelium.olga().run("fell oak");
    mycelium.olga().run("burn heath");

    for (int number = 1; number <= 2; number++) {
      assertThat(mycelium.olga().run("approval grant-alone " + number))
          .isRefused(Reply.Reason.FORBIDDEN, "own-request")
          .says("only at medium risk");
    }
  }

  @Test
  void onlyWhenNobodyElseIsThere() {
    mycelium.join("Vera", Role.VIEWER);
    mycelium.olga().run("invite robo member --kind agent");
    mycelium.olga().run("dig pond");
    mycelium.olga().run("dig well");
    assertThat(mycelium.olga().confirm(ALONE)).hasState("granted");
    mycelium.join("Ada", Role.MEMBER);

    assertThat(mycelium.olga().run("approval grant-alone 2"))
        .isRefused(Reply.Reason.FORBIDDEN, "others-there")
        .says("There is somebody to ask: Ada.");
  }

  @Test
  void aClosedRoomOfOnesOwnIsNoWayAround() {
    mycelium.join("Ada", Role.MEMBER);
    mycelium.olga().run("room create plot --closed");
    Reply asked = mycelium.olga().in("plot").run("dig pond");

    assertThat(mycelium.olga().in("plot").run(ALONE))
        .isRefused(Reply.Reason.FORBIDDEN, "others-there")
        .says("There is somebody to ask: Ada.");
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void onlyTheOwnRequest() {
    Harness.User carl = mycelium.join("Carl", Role.OPERATOR);
    carl.run("dig pond");

    assertThat(mycelium.olga().run(ALONE))
        .isRefused(Reply.Reason.INVALID, "not-your-request")
        .says("use 'approval grant 1'");
  }

  private static String token(Reply reply) {
    return ((Reply.Refused) reply).confirm().orElseThrow();
  }
}
