package io.mycelium.functions.schedules;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import io.mycelium.functions.schedules.Firing.Came;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of slots at which nothing could run, or what ran was refused. It is 10:00:00 UTC.
class MissedSlotsTest {
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
  void missedSlotsAreLeftOutAndSaidSo() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");

    tower.after(Duration.ofHours(2).plusMinutes(5));

    assertThat(tower.rang()).isZero();
    assertThat(tower.last()).returns(Came.SKIPPED, Firing::came).returns(8, Firing::slots);
    assertThat(mycelium.events("schedule.skipped")).hasSize(1);
    tower.after(Duration.ofMinutes(10));
    assertThat(tower.requests()).containsExactly(request("2026-03-01T12:15:00Z"));
  }

  @Test
  void missedSlotsAreMadeUpForOnce() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big' --misfire once");

    tower.after(Duration.ofHours(2).plusMinutes(5));

    assertThat(tower.requests()).containsExactly(request("2026-03-01T10:15:00Z"));
    assertThat(tower.last().slots()).isEqualTo(8);
    assertThat(ada.run("schedule show 1")).hasField("came", "ran, for 8 that were due");
    tower.after(Duration.ofMinutes(10));
    assertThat(tower.requests().getLast()).isEqualTo(request("2026-03-01T12:15:00Z"));
  }

  @Test
  void eachMissedSlotIsMadeUpForUpToABound() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big' --misfire all");

    tower.after(Duration.ofHours(10).plusMinutes(5));

    assertThat(tower.rang()).isEqualTo(Due.MOST);
    assertThat(tower.requests()).doesNotHaveDuplicates();
    assertThat(tower.requests().getLast()).isEqualTo(request("2026-03-01T20:00:00Z"));
    assertThat(mycelium.events("schedule.skipped"))
        .singleElement()
        .satisfies(
            event -> assertThat(event.payload().path("slots").asInt()).isEqualTo(40 - Due.MOST));
  }

  @Test
  void whatIsInTheWayForAMomentIsWaitedFor() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    tower.answersInstead(busy());

    tower.after(QUARTER);
    assertThat(tower.rang()).isZero();
    tower.after(Duration.ofSeconds(2));

    assertThat(tower.requests()).containsExactly(request("2026-03-01T10:15:00Z"));
    assertThat(tower.said()).isEmpty();
  }

  @Test
  void whatIsInTheWayForLongIsAsIfNothingRan() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    tower.answersInstead(busy());
    tower.answersInstead(busy());

    tower.after(QUARTER);
    tower.after(Due.GRACE.plusSeconds(1));

    assertThat(tower.rang()).isZero();
    assertThat(tower.last())
        .returns(Came.SKIPPED, Firing::came)
        .returns("The tower is full.", Firing::why);
    tower.after(QUARTER.minus(Due.GRACE));
    assertThat(tower.requests()).containsExactly(request("2026-03-01T10:30:00Z"));
  }

  @Test
  void whatIsToBeMadeUpForWaitsForLong() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big' --misfire once");
    tower.answersInstead(busy());
    tower.answersInstead(busy());

    tower.after(QUARTER);
    tower.after(Duration.ofMinutes(20));
    assertThat(tower.rang()).isZero();
    tower.after(Duration.ofMinutes(1));

    assertThat(tower.requests()).containsExactly(request("2026-03-01T10:15:00Z"));
    assertThat(tower.last().slots()).isEqualTo(2);
    assertThat(tower.schedule().state().course().next())
        .contains(Instant.parse("2026-03-01T10:45:00Z"));
  }

  @Test
  void aRefusalIsToldInTheThreadUntilItIsAnother() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    tower.answersInstead(refused("The bell is cracked."));
    tower.answersInstead(refused("The bell is cracked."));
    tower.answersInstead(refused("The rope is gone."));

    tower.after(QUARTER);
    tower.after(QUARTER);
    tower.after(QUARTER);
    tower.after(QUARTER);

    assertThat(tower.said()).hasSize(2);
    assertThat(tower.said().getFirst()).says("`ring big` did not run: The bell is cracked.");
    assertThat(tower.said().getLast()).says("The rope is gone.");
    assertThat(tower.rang()).isEqualTo(1);
    assertThat(tower.last().came()).isEqualTo(Came.RAN);
  }

  private String request(String slot) {
    return tower.schedule().id() + "/" + Instant.parse(slot).toEpochMilli();
  }

  private static Reply busy() {
    return Reply.Refused.because(Reply.Reason.BUSY, "function-full", "The tower is full.");
  }

  private static Reply refused(String why) {
    return Reply.Refused.because(Reply.Reason.CONFLICT, "cracked", why);
  }
}
