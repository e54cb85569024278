package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How many people a room asks for.
class PolicyTest {
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
  void theStandardPolicyIsShown() {
    assertThat(ada.run("policy show"))
        .hasColumn("risk", "low", "medium", "high", "critical")
        .hasColumn("people", "0", "1", "2", "2")
        .hasColumn("role", "member", "member", "member", "operator");
  }

  @Test
  void aChangeHoldsAtOnceAndForItsRoomAlone() {
    mycelium.olga().run("room create shed");
    ada.run("dig before");

    Reply set = mycelium.olga().run("policy set medium --people 2");
    Reply here = ada.run("dig pond");
    Reply there = ada.in("shed").run("dig pond");

    assertThat(set).hasField("medium", "2 with the role member or above");
    assertThat(here).hasField("agreed", "0 of 2");
    assertThat(there).hasField("agreed", "0 of 1");
    assertThat(bob.run("approval show 1")).hasField("agreed", "0 of 1");
    assertThat(mycelium.events("policy.changed")).hasSize(1);
  }

  @Test
  void aRoomMayAskForAHigherRole() {
    mycelium.olga().run("policy set medium --people 1 --role operator");
    ada.run("dig pond");

    assertThat(bob.run("approval grant 1")).isRefused(Reply.Reason.FORBIDDEN, "not-a-decider");
    assertThat(mycelium.olga().run("approval grant 1")).hasState("granted");
  }

  @Test
  void whatIsRiskyNeverRunsUnasked() {
    for (String risk : List.of("medium", "high", "critical")) {
      assertThat(mycelium.olga().run("policy set %s --people 0".formatted(risk)))
          .isRefused(Reply.Reason.INVALID, "bad-options")
          .says("only low risk may run without anybody's agreement");
    }
    assertThat(ada.run("dig pond")).isAccepted("approval");
  }

  @Test
  void aMemberMayNotChangeIt() {
    assertThat(ada.run("policy set medium --people 3"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void aRoomThatAsksForLowRiskStaysUsable() {
    mycelium.olga().run("policy set low --people 1");

    assertThat(ada.run("help")).isNotRefused();
    assertThat(ada.run("task create Fix")).isCard("#1 Fix");
    ada.run("dig pond");
    assertThat(bob.run("approval grant 2")).hasState("granted");
    assertThat(mycelium.olga().run("freeze")).isText();
    assertThat(mycelium.olga().run("policy set low --people 0")).hasField("low", "runs at once");
  }

  @Test
  void aRoomMayAskForLowRiskOfDroppedInFunctions() {
    mycelium.olga().run("policy set low --people 1");

    assertThat(ada.run("sow beans")).isAccepted("approval").hasField("agreed", "0 of 1");
    assertThat(ada.run("rake lawn")).isText();
  }

  @Test
  void aRepeatedChangeDrawsThePolicyAsItIs() {
    Harness.User again = mycelium.olga().naming("once");
    again.run("policy set medium --people 2");
    mycelium.olga().run("policy set medium --people 3");

    assertThat(again.run("policy set medium --people 2"))
        .hasField("medium", "3 with the role member or above");
    assertThat(mycelium.events("policy.changed")).hasSize(2);
  }
}
