package io.mycelium.functions.schedules;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import io.mycelium.functions.chat.Seat;
import io.mycelium.functions.schedules.Firing.Came;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people do with schedules. It is 10:00:00 UTC.
class ScheduleCommandsTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  @RegisterExtension
  @Order(2)
  final Tower tower = new Tower();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = tower.harness();

  private Harness.User ada;
  private Harness.User bob;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
    bob = mycelium.join("Bob", Role.MEMBER);
  }

  @Test
  void addShowsWhatWillHappen() {
    Reply added =
        ada.run(
            "schedule add '0 9 * * 1-5' 'ring big' --zone Europe/Berlin --misfire once --until 2026-12-31 --note 'wake up'");

    assertThat(added)
        .isCard("Schedule #1: ring")
        .hasState("active")
        .hasField("command", "ring big")
        .hasField("when", "0 9 * * 1-5 (Europe/Berlin)")
        .hasField("next", "2026-03-02T08:00:00Z")
        .hasField("until", "2026-12-31T22:59:59Z")
        .hasField("misfire", "is made up for once")
        .hasField("maker", "Ada")
        .says("wake up")
        .offers("Run now", "Pause", "Remove");
    assertThat(mycelium.events("schedule.created")).hasSize(1);
  }

  @Test
  void clocksOfWhoAsksCountWhenNothingElseIsSaid() {
    assertThat(ada.run("schedule add @daily 'ring big'"))
        .hasField("when", "@daily (UTC)")
        .hasField("next", "2026-03-02T00:00:00Z");
  }

  @Test
  void theSameRequestAddsOnce() {
    ada.naming("r-1").run("schedule add @daily 'ring big'");

    assertThat(ada.naming("r-1").run("schedule add @daily 'ring big'")).isCard("Schedule #1: ring");
    assertThat(ada.run("schedule list")).isTable(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'61 * * * *' 'ring big'; The minute cannot be '61'",
        "@daily 'ring big' --zone Berlin; 'Berlin' is no time zone. Did you mean Europe/Berlin?",
        "@daily 'ring big' --zone Mars; 'Mars' is no time zone. It is named like Europe/Berlin",
        "@daily 'ring big' --until someday; The end is a day such as 2026-12-31",
        "@daily 'ring big' --until 2026-02-28; There is no such time, or it has passed.",
        "'0 0 30 2 *' 'ring big'; There is no such time, or it has passed.",
        "'every 10s' 'ring big'; Between two times there is 1m at least",
        "@daily 'rign big'; 'rign big' is no command. Did you mean 'ring'?",
        "@daily ring; 'ring' cannot run like this. Option 'bell' is required",
        "@daily 'ring --bell'; Option --bell needs a value",
        "@daily \"ring 'big\"; is no command",
        "@daily 'melt big'; cannot be undone and is confirmed each time",
        "@daily 'schedule add @daily task'; A schedule makes no other schedule run",
        "@daily 'schedule run 1'; A schedule makes no other schedule run",
        "@daily 'invite Eve'; needs the permission peers.invite"
      })
  void whatCannotBeScheduledIsRefusedWithTheReason(String words, String why) {
    assertThat(ada.run("schedule add " + words))
        .refusedAs(refused -> assertThat(refused.message()).contains(why));
    assertThat(ada.run("schedule list --all")).isTable(0);
  }

  @ParameterizedTest
  @CsvSource({
    "/ring big",
    "./mycelium ring big",
    "/mycelium ring big",
    "RING big",
    "ring --bell=big"
  })
  void lineIsReadAsInAChat(String line) {
    assertThat(ada.run("schedule add @daily '%s'".formatted(line))).hasField("command", "ring big");
  }

  @Test
  void viewersScheduleNothing() {
    Harness.User eve = mycelium.join("Eve", Role.VIEWER);

    assertThat(eve.run("schedule add @daily 'hear big'"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void aRoomHasABoundedNumber() {
    for (int i = 0; i < Schedules.MOST; i++) {
      ada.run("schedule add @daily 'ring big'");
    }

    assertThat(ada.run("schedule add @daily 'ring big'"))
        .isRefused(Reply.Reason.CONFLICT, "too-many");
    ada.run("schedule remove 1");
    assertThat(ada.run("schedule add @daily 'ring big'")).hasState("active");
    assertThat(ada.run("schedule list")).isTable(50);
  }

  @Test
  void showTellsTheNextFiveAndWhatCameOfTheLast() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    tower.after(QUARTER);
    tower.after(Duration.ofHours(1).plusMinutes(1));

    Reply shown = ada.run("schedule show 1");

    assertThat(times((Reply.Card) shown))
        .containsExactly(
            "2026-03-01T11:30:00Z",
            "2026-03-01T11:45:00Z",
            "2026-03-01T12:00:00Z",
            "2026-03-01T12:15:00Z",
            "2026-03-01T12:30:00Z");
    assertThat(shown)
        .says("- 2026-03-01 10:30 4 left out: Nothing ran at the time.\n- 2026-03-01 10:15 ran")
        .hasField("last", "2026-03-01T10:30:00Z");
  }

  private static List<String> times(Reply.Card card) {
    return card.fields().stream()
        .filter(field -> field.key().startsWith("next"))
        .map(Field::value)
        .toList();
  }

  @Test
  void listNamesWhatGoesOn() {
    ada.run("schedule add 'every 15m' 'ring big'");
    bob.run("schedule add @daily 'hear small'");
    ada.run("schedule add @daily 'ring gone'");
    ada.run("schedule remove 3");
    ada.in("attic").run("room create attic");
    ada.in("attic").run("schedule add @daily 'ring attic'");

    assertThat(ada.run("schedule list"))
        .hasColumn("command", "hear small", "ring big")
        .hasColumn("when", "@daily (UTC)", "every 15m")
        .hasColumn("next", "2026-03-02T00:00:00Z", "2026-03-01T10:15:00Z")
        .hasColumn("maker", "Bob", "Ada");
    assertThat(ada.run("schedule list --all")).hasColumn("state", "removed", "active", "active");
  }

  @Test
  void whatIsPausedRunsNotAndWhatIsResumedIsNotMadeUpFor() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big' --misfire all");
    assertThat(ada.run("schedule pause 1")).hasState("paused").offers("Resume", "Run now");

    tower.after(Duration.ofHours(1).plusMinutes(5));
    assertThat(tower.rang()).isZero();
    assertThat(ada.run("schedule resume 1"))
        .hasState("active")
        .hasField("next", "2026-03-01T11:15:00Z");
    tower.after(Duration.ofMinutes(10));

    assertThat(tower.rang()).isEqualTo(1);
    assertThat(ada.run("schedule resume 1")).isRefused(Reply.Reason.CONFLICT, "schedule-active");
  }

  @Test
  void whatIsRemovedIsOver() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");

    assertThat(ada.run("schedule remove 1")).hasState("removed").hasField("command", "ring big");
    tower.after(QUARTER);

    assertThat(tower.rang()).isZero();
    assertThat(ada.run("schedule remove 1")).isRefused(Reply.Reason.CONFLICT, "schedule-removed");
    assertThat(ada.run("schedule resume 1")).isRefused(Reply.Reason.CONFLICT, "schedule-removed");
    assertThat(ada.run("schedule run 1")).isRefused(Reply.Reason.CONFLICT, "schedule-removed");
  }

  @Test
  void runNowLeavesTheTimesAsTheyAre() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    mycelium.clock().advance(Duration.ofMinutes(7));

    assertThat(ada.run("schedule run 1")).hasField("next", "2026-03-01T10:15:00Z");
    tower.settle();
    assertThat(tower.rang()).isEqualTo(1);
    tower.after(Duration.ofMinutes(8));

    assertThat(tower.rang()).isEqualTo(2);
    assertThat(tower.requests().getFirst()).contains("/by-hand-");
    assertThat(tower.schedule().state().course().last()).hasSize(2);
  }

  @Test
  void theSameRequestRunsOnce() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");

    ada.naming("r-1").run("schedule run 1");
    ada.naming("r-1").run("schedule run 1");
    tower.settle();
    ada.naming("r-1").run("schedule run 1");
    tower.settle();

    assertThat(tower.rang()).isEqualTo(1);
  }

  @Test
  void whatIsPausedRunsByHandAndStaysPaused() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    ada.run("schedule pause 1");

    ada.run("schedule run 1");
    tower.settle();

    assertThat(tower.rang()).isEqualTo(1);
    assertThat(tower.schedule().state().state()).isEqualTo(ScheduleState.PAUSED);
  }

  @Test
  void onlyItsMakerRunsIt() {
    ada.run("schedule add 'every 15m' 'ring big'");

    assertThat(bob.run("schedule run 1")).isRefused(Reply.Reason.FORBIDDEN, "not-yours");
    assertThat(mycelium.olga().run("schedule run 1"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-yours");
  }

  @Test
  void makerAndOperatorsDecide() {
    ada.run("schedule add 'every 15m' 'ring big'");

    assertThat(bob.run("schedule pause 1")).isRefused(Reply.Reason.FORBIDDEN, "not-yours");
    assertThat(bob.run("schedule remove 1")).isRefused(Reply.Reason.FORBIDDEN, "not-yours");
    assertThat(mycelium.olga().run("schedule pause 1")).hasState("paused");
    assertThat(bob.run("schedule resume 1")).isRefused(Reply.Reason.FORBIDDEN, "not-yours");
    assertThat(mycelium.olga().run("schedule resume 1")).hasState("active");
  }

  @Test
  void onlyItsMakerAgreesToAChangedCommand() throws Exception {
    ada.run("schedule add 'every 15m' 'ring big'");
    tower.upgrade();
    tower.after(QUARTER);

    assertThat(mycelium.olga().run("schedule resume 1"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-yours");
    assertThat(ada.run("schedule resume 1")).hasState("active");
    tower.after(QUARTER);

    assertThat(tower.rang()).isEqualTo(1);
    assertThat(tower.last().came()).isEqualTo(Came.RAN);
  }

  @Test
  void whatIsOverCannotBeResumed() {
    ada.run("schedule add 'every 15m' 'ring big' --until 2026-03-01T10:40");
    ada.run("schedule pause 1");
    mycelium.clock().set(Instant.parse("2026-03-01T11:00:00Z"));

    assertThat(ada.run("schedule resume 1")).isRefused(Reply.Reason.CONFLICT, "schedule-over");
  }

  @Test
  void schedulesOfOtherRoomsAreNoneOfTheirs() {
    ada.run("schedule add @daily 'ring big'");
    ada.run("room create attic");
    String id = tower.schedule().id();

    assertThat(ada.in("attic").run("schedule show " + id))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");
    assertThat(ada.run("schedule show " + id)).isCard("Schedule #1: ring");
  }

  @Test
  void eachViewerSeesWhichButtonsWouldWork() {
    ada.run("schedule add @daily 'ring big'");
    Seat adas = Seat.of(ada, mycelium);
    Seat bobs = Seat.of(bob, mycelium);
    var card = adas.newest();

    assertThat(Seat.labels(card)).containsExactly("Run now", "Pause", "Remove");
    assertThat(adas.button(card, "Pause").why()).isEmpty();
    assertThat(bobs.why(card, "Pause").code()).isEqualTo("not-yours");
    assertThat(bobs.why(card, "Run now").code()).isEqualTo("not-yours");
    Reply paused = adas.answer(card, adas.button(card, "Pause").token(), "press-1");
    assertThat(paused).hasState("paused");
  }
}
