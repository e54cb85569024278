package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.functions.Harness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How approvals end without a grant.
class ApprovalEndTest {
  private static final Duration LIFE = ApprovalSettings.STANDARD.life();
  private static final Duration REMIND = ApprovalSettings.STANDARD.remindAfter();

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
  void oneDenyEndsItAndSaysWhy() {
    Reply asked = ada.run("fell oak");
    bob.run("approval grant 1");

    Reply denied = mycelium.olga().run("approval deny 1 'it is protected'");

    assertThat(denied)
        .hasState("denied")
        .hasField("reason", "it is protected")
        .hasField("decided-by", "olga");
    assertThat(mycelium.events("approval.denied"))
        .singleElement()
        .satisfies(event ->
            assertThat(event.payload().path("reason").asText()).isEqualTo("it is protected"));
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.DENIED);
    assertThat(dueAfter(LIFE)).isEmpty();
  }

  @Test
  void aDenyNeedsAReason() {
    ada.run("dig pond");

    assertThat(bob.run("approval deny 1"))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .blames("reason");
  }

  @Test
  void theRequesterMayWithdraw() {
    ada.run("dig pond");

    assertThat(ada.run("approval deny 1 'not needed any more'"))
        .hasState("denied")
        .hasField("decided-by", "Ada");
    assertThat(bob.run("approval grant 1")).isRefused(Reply.Reason.CONFLICT, "already-decided");
  }

  @Test
  void whatIsTooOldIsNotGrantedThoughNoTimerFired() {
    Reply asked = ada.run("dig pond");
    mycelium.clock().advance(LIFE);

    for (String line : List.of("approval grant 1", "approval deny 1 no")) {
      assertThat(bob.run(line)).isRefused(Reply.Reason.CONFLICT, "expired").says("ask again");
    }
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
  }

  @RepeatedTest(5)
  void ofAGrantAndTheTimerAtOnceOneHolds() throws Exception {
    Reply asked = ada.run("dig pond");
    OutboxRow row = rowOf(Rows.EXPIRE, asked);

    Reply reply;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> grant = threads.submit(() -> bob.run("approval grant 1"));
      threads.submit(() -> yard.handler(Rows.EXPIRE).handle(row)).get();
      reply = grant.get();
    }

    boolean granted = yard.state(asked) == ApprovalState.GRANTED;
    assertThat(reply instanceof Reply.Refused).isEqualTo(!granted);
    assertThat(mycelium.events("approval.granted")).hasSize(granted ? 1 : 0);
    assertThat(mycelium.events("approval.expired")).hasSize(granted ? 0 : 1);
  }

  @Test
  void theTimerEndsIt() {
    yard.works();
    Reply asked = ada.run("dig pond");

    mycelium.clock().advance(LIFE);
    await().until(() -> yard.state(asked) == ApprovalState.EXPIRED);

    assertThat(mycelium.events("approval.expired"))
        .singleElement()
        .extracting(EventRecord::number)
        .isEqualTo(1L);
    assertThat(bob.run("approval list")).isTable(0);
    assertThat(bob.run("approval grant 1")).isRefused(Reply.Reason.CONFLICT, "expired");
    assertThat(ada.run("approval show 1")).hasState("expired").hasField("decided-by", "mycelium");
    assertThat(yard.ran()).isZero();
  }

  @Test
  void theTimerMayFireTwice() throws Exception {
    Reply asked = ada.run("dig pond");
    OutboxRow row = rowOf(Rows.EXPIRE, asked);
    mycelium.clock().advance(LIFE);

    yard.handler(Rows.EXPIRE).handle(row);
    yard.handler(Rows.EXPIRE).handle(row);

    assertThat(mycelium.events("approval.expired")).hasSize(1);
  }

  @Test
  void theTimerLeavesWhatWasDecidedAlone() throws Exception {
    Reply asked = ada.run("dig pond");
    OutboxRow row = rowOf(Rows.EXPIRE, asked);
    bob.run("approval deny 1 no");

    yard.handler(Rows.EXPIRE).handle(row);

    assertThat(yard.state(asked)).isEqualTo(ApprovalState.DENIED);
    assertThat(mycelium.events("approval.expired")).isEmpty();
  }

  @Test
  void theThreadIsRemindedOnce() throws Exception {
    yard.works();
    Reply asked = ada.run("dig pond");
    OutboxRow row = rowOf(Rows.REMIND, asked);

    mycelium.clock().advance(REMIND);
    await().until(() -> !yard.said(asked).isEmpty());
    yard.handler(Rows.REMIND).handle(row);

    assertThat(yard.said(asked))
        .singleElement()
        .satisfies(said ->
            assertThat(said)
                .says("Approval #1 still waits: `dig pond`", "Anyone with the role member"));
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.PENDING);
    assertThat(mycelium.events("approval.reminded")).hasSize(1);
  }

  @Test
  void theReminderIsOneLineThatSaysNothingInTheNameOfTheCaller() throws Exception {
    Reply asked = ada.run("dig 'pond`\n\n**granted** " + "x".repeat(3_000) + "'");

    yard.handler(Rows.REMIND).handle(rowOf(Rows.REMIND, asked));

    assertThat(yard.said(asked))
        .singleElement()
        .satisfies(said ->
            assertThat(((Reply.Text) said).markdown())
                .startsWith("Approval #1 still waits: `dig 'pond'  **granted** x")
                .hasSizeLessThan(500)
                .doesNotContain("\n"));
  }

  @Test
  void nobodyIsRemindedOfWhatIsDecided() throws Exception {
    Reply asked = ada.run("dig pond");
    OutboxRow row = rowOf(Rows.REMIND, asked);
    bob.run("approval deny 1 no");

    yard.handler(Rows.REMIND).handle(row);

    assertThat(yard.said(asked)).isEmpty();
    assertThat(dueAfter(REMIND)).isEmpty();
  }

  private OutboxRow rowOf(String kind, Reply asked) {
    Approval approval = yard.approval(asked).state();
    return Rows.row(kind, approval.id(), mycelium.clock().instant());
  }

  private Stream<OutboxRow> dueAfter(Duration time) {
    mycelium.clock().advance(time);
    return mycelium.workspace().outbox().take(100, Duration.ofSeconds(3)).stream();
  }
}
