package io.mycelium.functions.schedules;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.functions.Harness;
import io.mycelium.functions.schedules.Firing.Came;
import java.time.Duration;
import java.time.Instant;
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

/// What a slot leads to, whatever becomes of the gateways meanwhile. It is 10:00:00 UTC.
class FireScheduleTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  @RegisterExtension
  @Order(2)
  final Tower tower = new Tower();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = tower.harness();

  private Harness.User ada;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
  }

  @Test
  void eachSlotIsRunOnceInTheNameOfItsMaker() throws Exception {
    assertThat(ada.run("schedule add 'every 15m' 'ring big'")).hasState("active");

    tower.after(Duration.ofMinutes(14));
    assertThat(tower.rang()).isZero();
    tower.after(Duration.ofMinutes(1));
    tower.after(QUARTER);

    assertThat(tower.rang()).isEqualTo(2);
    assertThat(tower.requests())
        .containsExactly(request("2026-03-01T10:15:00Z"), request("2026-03-01T10:30:00Z"));
    assertThat(mycelium.events(Tower.RANG))
        .extracting(event -> mycelium.peers().name(event.actor()))
        .containsOnly("Ada");
    assertThat(tower.schedule().state().course().fired()).isEqualTo(2);
    assertThat(mycelium.events("schedule.fired")).hasSize(2);
    assertThat(tower.told()).as("what changes something shows that by itself").isEmpty();
  }

  @Test
  void whatReadsIsAnsweredInTheRoom() throws Exception {
    ada.run("schedule add 'every 15m' 'hear big'");

    tower.after(QUARTER);

    assertThat(tower.told()).containsExactly(new Reply.Text("Ding of big"));
    assertThat(tower.last().came()).isEqualTo(Came.RAN);
  }

  @Test
  void whatNeedsAnApprovalAsksForOne() throws Exception {
    Harness.User bob = mycelium.join("Bob", Role.MEMBER);
    ada.run("schedule add 'every 15m' 'hoist big'");

    tower.after(QUARTER);

    assertThat(tower.rang()).isZero();
    assertThat(tower.last().led())
        .hasValueSatisfying(led -> assertThat(led.type()).isEqualTo("approval"));
    assertThat(ada.run("approval grant 2")).isRefused(Reply.Reason.FORBIDDEN, "own-request");
    assertThat(bob.run("approval grant 2")).hasState("granted").hasField("requester", "Ada");
    assertThat(ada.run("schedule show 1")).says("led to `Approval #2: hoist`, which is granted");
  }

  @Test
  void gatewayThatDiesBeforeTheCallLosesNothing() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    mycelium.clock().advance(QUARTER);

    assertDies(tower.dyingBefore());
    assertThat(tower.rang()).isZero();
    tower.after(Duration.ofSeconds(4));

    assertThat(tower.requests()).containsExactly(request("2026-03-01T10:15:00Z"));
    assertThat(tower.last().came()).isEqualTo(Came.RAN);
  }

  @Test
  void gatewayThatDiesAfterTheCallDoublesNothing() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    mycelium.clock().advance(QUARTER);

    assertDies(tower.dyingAfter());
    assertThat(tower.rang()).isEqualTo(1);
    tower.after(Duration.ofSeconds(4));

    assertThat(tower.requests()).containsExactly(request("2026-03-01T10:15:00Z"));
    assertThat(tower.schedule().state().course().next())
        .contains(Instant.parse("2026-03-01T10:30:00Z"));
  }

  @Test
  void whatWasBegunTooLongAgoIsNotRunAgain() throws Exception {
    ada.run("schedule add '0 9 * * 1' 'ring big' --misfire once");
    mycelium.clock().set(Instant.parse("2026-03-02T09:00:00Z"));

    assertDies(tower.dyingAfter());
    tower.after(Duration.ofHours(23).plusSeconds(1));

    assertThat(tower.rang()).isEqualTo(1);
    assertThat(tower.last().came()).isEqualTo(Came.UNKNOWN);
    assertThat(tower.said())
        .singleElement()
        .satisfies(said -> assertThat(said).says("It is not made again."));
    assertThat(tower.schedule().state().course().next())
        .contains(Instant.parse("2026-03-09T09:00:00Z"));
  }

  @Test
  void whatWasBegunBeforeAPauseDoesNotStandInTheWay() throws Exception {
    ada.run("schedule add @daily 'ring big'");
    mycelium.clock().set(Instant.parse("2026-03-02T00:00:00Z"));
    assertDies(tower.dyingBefore());
    ada.run("schedule pause 1");
    ada.run("schedule resume 1");

    mycelium.clock().set(Instant.parse("2026-03-03T00:00:00Z"));
    assertDies(tower.dyingAfter());
    tower.after(Duration.ofSeconds(4));

    assertThat(tower.requests()).containsExactly(request("2026-03-03T00:00:00Z"));
    assertThat(tower.last().came()).isEqualTo(Came.RAN);
  }

  @RepeatedTest(5)
  void aSlotThatManyHandleAtOnceIsRunOnce() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    mycelium.clock().advance(QUARTER);
    OutboxRow row = tower.taken().getFirst();

    try (ExecutorService gateways = Executors.newVirtualThreadPerTaskExecutor()) {
      gateways
          .invokeAll(IntStream.range(0, 8).mapToObj(_ -> settling(row)).toList())
          .forEach(Future::resultNow);
    }

    assertThat(tower.rang()).isEqualTo(1);
    assertThat(mycelium.events("schedule.fired")).hasSize(1);
  }

  /// Handles the row until it is done.
  private Callable<OutboxHandler.Settled> settling(OutboxRow row) {
    return () -> {
      OutboxHandler.Settled settled = tower.handler().handle(row);
      for (int tries = 0;
          !(settled instanceof OutboxHandler.Settled.Done) && tries < 200;
          tries++) {
        settled = tower.handler().handle(row);
      }
      return settled;
    };
  }

  @Test
  void twoGatewaysRunEachSlotOnce() {
    tower.works();
    tower.works();
    IntStream.range(0, 10)
        .forEach(bell -> ada.run("schedule add 'every 1m' 'ring bell-" + bell + "'"));

    IntStream.range(0, 5)
        .forEach(minute -> {
          mycelium.clock().advance(Duration.ofMinutes(1));
          await().until(() -> mycelium.events("schedule.fired").size() == 10 * (minute + 1));
        });

    assertThat(tower.requests()).doesNotHaveDuplicates().hasSize(50);
  }

  @Test
  void whoWasRemovedRunsNothingAndTheRoomIsTold() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    mycelium.olga().confirm("peer remove Ada");

    tower.after(QUARTER);

    assertHalted("Ada is no longer here.");
  }

  @Test
  void whoLostTheRightRunsNothingAndTheRoomIsTold() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    mycelium.olga().run("role set Ada viewer");

    tower.after(QUARTER);

    assertHalted("needs the permission tasks.write");
  }

  @Test
  void aCommandThatChangedIsNotRunAndTheRoomIsTold() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    tower.upgrade();

    tower.after(QUARTER);

    assertHalted("'ring' has changed since it was asked for");
  }

  private void assertHalted(String why) throws InterruptedException {
    assertThat(tower.rang()).isZero();
    assertThat(tower.schedule().state().state()).isEqualTo(ScheduleState.PAUSED);
    assertThat(tower.schedule().state().course().reason())
        .hasValueSatisfying(reason -> assertThat(reason).contains(why));
    assertThat(tower.told())
        .singleElement()
        .satisfies(said -> assertThat(said).says("Schedule #1 of Ada (`ring big`) is paused", why));
    tower.after(QUARTER);
    assertThat(tower.told()).hasSize(1);
  }

  @Test
  void afterTheEndNothingRuns() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big' --until 2026-03-01T10:40");

    tower.after(QUARTER);
    tower.after(QUARTER);
    assertThat(tower.schedule().state().state()).isEqualTo(ScheduleState.ENDED);
    tower.after(Duration.ofHours(1));

    assertThat(tower.rang()).isEqualTo(2);
    assertThat(mycelium.events("schedule.ended")).hasSize(1);
    assertThat(ada.run("schedule list")).isTable(0);
    assertThat(ada.run("schedule list --all")).hasColumn("state", "ended");
  }

  private void assertDies(OutboxHandler gateway) {
    OutboxRow row = tower.taken().getFirst();
    assertThatThrownBy(() -> gateway.handle(row)).hasMessageContaining("killed");
  }

  private String request(String slot) {
    return tower.schedule().id() + "/" + Instant.parse(slot).toEpochMilli();
  }
}
