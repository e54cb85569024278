package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Granted;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.functions.Harness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happens between a grant and the end of what was granted.
class RedeemTest {
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

  private Reply granted() {
    Reply asked = ada.run("dig pond");
    assertThat(bob.run("approval grant 1")).hasState("granted");
    return asked;
  }

  @Test
  void whatEndsAtOnceAnswersInTheThread() {
    yard.works();

    Reply asked = granted();

    await().until(() -> yard.state(asked) == ApprovalState.REDEEMED);
    assertThat(yard.said(asked)).containsExactly(new Reply.Text("Worked at pond"));
    assertThat(mycelium.events("approval.redeemed")).hasSize(1);
  }

  @Test
  void aPrivateAnswerIsNotToldToTheRoom() {
    yard.answersInstead(new Reply.Private(new Reply.Text("psst"), false));
    yard.works();

    Reply asked = granted();

    await().until(() -> yard.state(asked) == ApprovalState.REDEEMED);
    assertThat(yard.said(asked)).isEmpty();
  }

  @Test
  void whatGoesOnIsTheResult() {
    var job = new Subject("job", "job_1");
    var card =
        new Reply.Card(Optional.of(job), "A job", Optional.empty(), "", List.of(), List.of());
    yard.answersInstead(new Reply.Accepted(job, card));
    yard.works();

    Reply asked = granted();

    await().until(() -> yard.state(asked) == ApprovalState.REDEEMED);
    assertThat(ada.run("approval show 1")).hasField("result", "job_1");
    assertThat(yard.said(asked)).isEmpty();
  }

  @Test
  void aRequestNamedLikeTheApprovalDoesNotStandInItsWay() throws Exception {
    Reply asked = ada.run("dig pond");
    String id = yard.approval(asked).id();
    assertThat(ada.naming(id).run("dig pond")).isAccepted("approval").hasField("number", "#2");
    Reply other = ada.run("dig well");
    ada.naming(yard.approval(other).id()).run("task create Well");

    bob.run("approval grant 1");
    bob.run("approval grant 3");
    yard.handler(Rows.REDEEM).handle(row(asked));
    yard.handler(Rows.REDEEM).handle(row(other));

    assertThat(yard.said(asked)).containsExactly(new Reply.Text("Worked at pond"));
    assertThat(yard.said(other)).containsExactly(new Reply.Text("Worked at well"));
    assertThat(yard.ran()).isEqualTo(2);
  }

  @Test
  void aRowThatIsHandledTwiceHasOneEffect() throws Exception {
    Reply asked = granted();
    OutboxRow row = row(asked);

    assertThat(yard.handler(Rows.REDEEM).handle(row)).isEqualTo(new Settled.Done());
    assertThat(yard.handler(Rows.REDEEM).handle(row)).isEqualTo(new Settled.Done());

    assertThat(yard.ran()).isEqualTo(1);
    assertThat(yard.said(asked)).hasSize(1);
    assertThat(mycelium.events("approval.redeemed")).hasSize(1);
  }

  @RepeatedTest(10)
  void aRowThatManyHandleAtOnceHasOneEffect() throws Exception {
    Reply asked = granted();
    OutboxRow row = row(asked);

    List<Settled> settled = together(8, () -> yard.handler(Rows.REDEEM).handle(row));

    assertThat(settled).containsOnly(new Settled.Done());
    assertThat(yard.ran()).isEqualTo(1);
    assertThat(yard.said(asked)).hasSize(1);
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.REDEEMED);
    assertThat(mycelium.events("approval.redeemed")).hasSize(1);
  }

  @Test
  void twoGatewaysRunEachGrantOnce() {
    yard.works();
    yard.works();

    List<Reply> asked =
        IntStream.rangeClosed(1, 20).mapToObj(at -> ada.run("dig hole-" + at)).toList();
    IntStream.rangeClosed(1, 20).forEach(at -> bob.run("approval grant " + at));

    await()
        .untilAsserted(
            () -> assertThat(asked).extracting(yard::state).containsOnly(ApprovalState.REDEEMED));
    assertThat(mycelium.events(Yard.RAN))
        .extracting(event -> event.subject().id())
        .doesNotHaveDuplicates()
        .hasSize(20);
  }

  @Test
  void aFullFunctionIsTriedAgain() {
    yard.answersInstead(
        Reply.Refused.because(Reply.Reason.BUSY, "function-full", "Try again in a moment."));
    yard.works();

    Reply asked = granted();

    await().until(yard::answered);
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.GRANTED);
    await()
        .until(() -> {
          mycelium.clock().advance(Duration.ofSeconds(1));
          return yard.state(asked) == ApprovalState.REDEEMED;
        });
    assertThat(yard.ran()).isEqualTo(1);
  }

  @Test
  void aFaultIsToldAndNotTriedForEver() throws Exception {
    Reply asked = granted();
    yard.answersInstead(
        Reply.Refused.because(Reply.Reason.UNAVAILABLE, "incident", "Something went wrong."));

    assertThat(yard.handler(Rows.REDEEM).handle(row(asked))).isEqualTo(new Settled.Done());

    assertRefused(asked, "Something went wrong.");
  }

  @Test
  void whatTakesLongIsAskedForAgain() throws Exception {
    Reply asked = granted();
    yard.answersInstead(
        Reply.Refused.because(Reply.Reason.UNAVAILABLE, "still-working", "It goes on."));

    assertThat(yard.handler(Rows.REDEEM).handle(row(asked)))
        .isEqualTo(new Settled.Slower(Duration.ofSeconds(1), Duration.ofMinutes(1)));

    assertThat(yard.state(asked)).isEqualTo(ApprovalState.GRANTED);
    assertThat(yard.said(asked)).isEmpty();
  }

  @Test
  void whatTookLongHasOneEffect() {
    Reply asked = granted();
    IntStream.range(0, 3)
        .forEach(_ ->
            yard.answersInstead(
                Reply.Refused.because(Reply.Reason.UNAVAILABLE, "still-working", "It goes on.")));
    yard.works();

    await()
        .until(() -> {
          mycelium.clock().advance(Duration.ofSeconds(1));
          return yard.state(asked) == ApprovalState.REDEEMED;
        });

    assertThat(yard.ran()).isEqualTo(1);
  }

  @Test
  void whatWasGrantedWaitsForTheEndOfAFreeze() throws Exception {
    Reply asked = granted();
    mycelium.olga().run("freeze --reason fire");

    assertThat(yard.handler(Rows.REDEEM).handle(row(asked))).isInstanceOf(Settled.Later.class);
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.GRANTED);
    mycelium.olga().run("unfreeze");
    yard.works();

    await().until(() -> yard.state(asked) == ApprovalState.REDEEMED);
    assertThat(yard.ran()).isEqualTo(1);
  }

  @Test
  void aFreezeHoldsAlsoWhatStartsNoJob() throws Exception {
    Reply asked = ada.run("fell oak");
    bob.run("approval grant 1");
    mycelium.olga().run("approval grant 1");
    mycelium.olga().run("freeze");

    assertThat(yard.handler(Rows.REDEEM).handle(row(asked))).isInstanceOf(Settled.Later.class);

    assertThat(yard.ran()).isZero();
  }

  @Test
  void aRequesterWhoMayNoLongerIsTold() throws Exception {
    Reply asked = granted();
    mycelium.olga().run("role set Ada viewer");

    yard.handler(Rows.REDEEM).handle(row(asked));

    assertRefused(asked, "needs the permission functions.use");
  }

  @Test
  void aRequesterWhoLeftTheRoomIsTold() throws Exception {
    bob.run("room create plot --closed --members Ada,olga");
    Reply asked = ada.in("plot").run("dig pond");
    bob.in("plot").run("approval grant 1");
    bob.run("room members plot --remove Ada");

    yard.handler(Rows.REDEEM).handle(row(asked));

    assertRefused(asked, "There is no room 'plot' for you");
  }

  @Test
  void aCommandThatChangedIsNotRun() throws Exception {
    Reply asked = granted();
    Pipeline upgraded = yard.upgraded();

    yard.handler(Rows.REDEEM, upgraded).handle(row(asked));

    assertRefused(asked, "'dig' has changed since it was asked for; ask again.");
  }

  @Test
  void aGatewayThatHasNotHeardOfTheCommandYetRunsIt() throws Exception {
    Reply asked = granted();
    Pipeline lagging = yard.hearing(yard.changed(), mycelium.catalogue());

    yard.handler(Rows.REDEEM, lagging).handle(row(asked));

    assertThat(yard.state(asked)).isEqualTo(ApprovalState.REDEEMED);
    assertThat(yard.ran()).isEqualTo(1);
  }

  @Test
  void aGatewayThatHasNotHeardOfTheChangeYetDoesNotRunWhatWas() throws Exception {
    Reply asked = granted();
    Pipeline lagging = yard.hearing(mycelium.catalogue(), yard.changed());

    yard.handler(Rows.REDEEM, lagging).handle(row(asked));

    assertRefused(asked, "'dig' has changed since it was asked for; ask again.");
  }

  @Test
  void aRefusalIsToldOnceByManyAtOnce() throws Exception {
    Reply asked = granted();
    Pipeline upgraded = yard.upgraded();
    OutboxRow row = row(asked);

    List<Settled> settled = together(8, () -> yard.handler(Rows.REDEEM, upgraded).handle(row));

    assertThat(settled).containsOnly(new Settled.Done());
    assertRefused(asked, "ask again");
  }

  @Test
  void whatRanBeforeACrashIsNotCalledRefused() throws Exception {
    Reply asked = granted();
    ranWithoutBeingNoted(asked);
    mycelium.olga().run("role set Ada viewer");

    yard.handler(Rows.REDEEM, yard.upgraded()).handle(row(asked));

    assertThat(yard.state(asked)).isEqualTo(ApprovalState.REDEEMED);
    assertThat(yard.said(asked)).containsExactly(new Reply.Text("Worked at pond"));
    assertThat(yard.ran()).isEqualTo(1);
  }

  /// Ends in the moment between the effect and the note of it.
  private void ranWithoutBeingNoted(Reply asked) {
    Approval approval = yard.approval(asked).state();
    var requester = mycelium.peers().find(approval.requester()).orElseThrow();
    mycelium
        .pipeline()
        .redeem(
            new Granted(
                approval.id(),
                approval.call(),
                Caller.of(requester, Optional.empty()),
                approval.place(),
                approval.zone(),
                approval.locale(),
                approval.trace()));
    assertThat(yard.ran()).isEqualTo(1);
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.GRANTED);
  }

  private void assertRefused(Reply asked, String why) {
    assertThat(yard.state(asked)).isEqualTo(ApprovalState.REFUSED);
    assertThat(yard.ran()).isZero();
    assertThat(yard.said(asked))
        .singleElement()
        .satisfies(said -> assertThat(said).says("#1 was granted but could not run", why));
    assertThat(mycelium.events("approval.refused"))
        .singleElement()
        .satisfies(event -> assertThat(event.payload().path("reason").asText()).contains(why));
    assertThat(mycelium.olga().run("approval list")).isTable(0);
  }

  private OutboxRow row(Reply asked) {
    return Rows.row(
        Rows.REDEEM, new ApprovalId(yard.approval(asked).id()), mycelium.clock().instant());
  }

  private static <T> List<T> together(int times, Callable<T> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> all =
          threads.invokeAll(IntStream.range(0, times).mapToObj(_ -> work).toList());
      return all.stream().map(Future::resultNow).toList();
    }
  }
}
