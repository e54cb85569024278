package io.mycelium.functions.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Timeline;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.functions.Harness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// That a channel shows what is said in its room, once and as it is now.
class DeliverTest extends DeliverCase {
  @Test
  void whatIsSaidSinceTheLinkIsShownOnceAndInOrder() {
    say("one");
    say("two");
    say("three");
    planned(3);

    handle();
    handle();

    assertThat(wall.texts()).containsExactly("olga: one", "olga: two", "olga: three");
    assertThat(wall.writes()).isEqualTo(3);
    assertThat(wall.searches()).as("nothing was tried before").isZero();
  }

  @Test
  void whatIsSaidWhileSomethingIsShownIsShownByTheSameGatewayAtOnce() {
    say("one");
    planned(1);
    wall.meanwhile(() -> {
      say("two");
      planned(2);
      assertThat(mycelium.workspace().outbox().take(10, LEASE))
          .as("for others")
          .noneMatch(row -> row.kind().equals(Copies.ROW));
    });

    Settled settled = deliver(row());

    assertThat(settled).isEqualTo(new Settled.Done());
    assertThat(wall.texts()).containsExactly("olga: one", "olga: two");
  }

  @Test
  void whatWasSaidBeforeTheLinkIsNotShown() {
    mycelium.olga().confirm("channel unlink " + CHANNEL);
    say("early");
    mycelium.olga().run("channel link main --channel " + CHANNEL);
    say("late");
    planned(1);

    handle();

    assertThat(wall.texts()).containsExactly("olga: late");
  }

  @Test
  void whatWasSaidInTheChannelDoesNotComeBack() {
    said("from there", "m77");
    say("from here");
    planned(1);

    handle();

    assertThat(wall.texts()).containsExactly("olga: from here");
  }

  @Test
  void aMessageIsTakenInOnce() {
    said("from there", "m77");
    said("from there", "m77");

    assertThat(mycelium.events("post.created")).hasSize(1);
    assertThat(channels.channels().post(new MessageRef(CHANNEL, "m77"))).isPresent();
    assertThat(channels.channels().last(CHANNEL)).contains("m77");
  }

  @Test
  void aReplyHangsOnTheMessageOfItsThread() {
    Reply root = mycelium.olga().run("say root");
    mycelium.olga().inThread(Harness.field(root, "id")).run("say answer");
    planned(2);

    handle();

    assertThat(wall.messages().get(1).thread()).contains(wall.messages().getFirst().id());
  }

  @Test
  void aReplyHangsOnAMessageThatWasSaidThere() {
    said("root", "m77");
    String root = channels.channels().post(new MessageRef(CHANNEL, "m77")).orElseThrow().value();
    mycelium.olga().inThread(root).run("say answer");
    planned(1);

    handle();

    assertThat(wall.messages().getFirst().thread()).contains("m77");
  }

  @Test
  void aCardIsChangedToItsLatestState() {
    mycelium.olga().run("task create Mend");
    planned(1);
    handle();
    assertThat(wall.texts()).singleElement().asString().endsWith("open");

    mycelium.olga().run("task start 1");
    mycelium.olga().run("task finish 1");
    await().until(() -> mycelium.store().count(ChannelRecords.owed(CHANNEL)) == 1);
    await()
        .untilAsserted(() -> {
          handle();
          assertThat(wall.texts()).singleElement().asString().endsWith("finished");
        });
    assertThat(wall.writes()).as("the state between was not shown").isLessThanOrEqualTo(3);
  }

  @Test
  void whatDoesNotLookDifferentIsNotWritten() {
    say("one");
    planned(1);
    handle();
    OutboxRow row = row();
    new Copies(mycelium.store(), mycelium.clock()).owe(CHANNEL, newest(), "9999999999999-0");

    deliver(row);

    assertThat(wall.writes()).isEqualTo(1);
    planned(0);
  }

  private Post newest() {
    return mycelium
        .timeline()
        .page(Place.of(RoomId.MAIN), new Timeline.From.Newest(), 1)
        .orElseThrow()
        .posts()
        .getFirst()
        .post();
  }

  @Test
  void aGatewayThatDiesAfterPostingLeavesOneMessage() {
    say("one");
    planned(1);
    wall.next(Wall.Fault.KILLED);
    OutboxRow row = row();
    assertThatThrownBy(() -> deliver(row)).isInstanceOf(Wall.Killed.class);

    deliver(row);

    assertThat(wall.texts()).containsExactly("olga: one");
    assertThat(wall.searches()).isEqualTo(1);
    planned(0);
  }

  @Test
  void whatGotLostIsPostedAgain() {
    say("one");
    planned(1);
    wall.next(Wall.Fault.LOST);

    assertThat(handle()).isInstanceOf(Settled.Slower.class);
    mycelium.clock().advance(Duration.ofSeconds(12));
    handle();

    assertThat(wall.texts()).containsExactly("olga: one");
    planned(0);
  }

  @Test
  void whatMayStillBeOnItsWayIsWaitedFor() {
    say("one");
    planned(1);
    wall.next(Wall.Fault.SLOW);
    handle();

    assertThat(handle()).isInstanceOf(Settled.Rest.class);
    wall.arrive();
    handle();

    assertThat(wall.texts()).containsExactly("olga: one");
    planned(0);
  }

  @Test
  void whatIsPostedAgainIsWaitedForAgain() {
    say("one");
    planned(1);
    wall.next(Wall.Fault.LOST);
    handle();
    mycelium.clock().advance(Duration.ofSeconds(12));
    wall.next(Wall.Fault.SLOW);
    handle();

    assertThat(handle()).isInstanceOf(Settled.Rest.class);
    wall.arrive();
    handle();

    assertThat(wall.texts()).containsExactly("olga: one");
  }

  @Test
  void whatCameThoughNobodyHeardIsFound() {
    say("one");
    say("two");
    planned(2);
    wall.next(Wall.Fault.SILENT);

    handle();
    handle();

    assertThat(wall.texts()).containsExactly("olga: one", "olga: two");
  }

  @Test
  void aPlatformThatWantsToRestIsLeftAlone() {
    say("one");
    planned(1);
    wall.next(Wall.Fault.LATER);

    assertThat(handle()).isEqualTo(new Settled.Rest(Duration.ofSeconds(7)));

    handle();
    assertThat(wall.texts()).containsExactly("olga: one");
    assertThat(wall.searches()).as("it said that nothing was written").isZero();
  }

  @Test
  void aMessageThatIsGoneKeepsNothingBack() {
    mycelium.olga().run("task create Mend");
    planned(1);
    handle();
    mycelium.olga().run("task start 1");
    say("two");
    planned(2);
    wall.next(Wall.Fault.GONE);

    handle();

    assertThat(wall.texts()).contains("olga: two");
    planned(0);
  }

  @Test
  void aReplyToAMessageThatIsGoneStandsAlone() {
    say("root");
    planned(1);
    handle();
    String root =
        channels
            .channels()
            .post(new MessageRef(CHANNEL, wall.messages().getFirst().id()))
            .orElseThrow()
            .value();
    mycelium.olga().run("task create Mend");
    planned(1);
    handle();
    String card =
        channels
            .channels()
            .post(new MessageRef(CHANNEL, wall.messages().getLast().id()))
            .orElseThrow()
            .value();
    mycelium.olga().run("task start 1");
    planned(1);
    wall.next(Wall.Fault.GONE);
    handle();

    mycelium.olga().inThread(card).run("say answer");
    mycelium.olga().inThread(root).run("say other");
    planned(2);
    handle();

    assertThat(wall.messages().get(2).thread()).isEmpty();
    assertThat(wall.messages().get(3).thread()).contains(wall.messages().getFirst().id());
  }

  @Test
  void pausesGrowOnlyWhileNothingGoesWell() {
    say("one");
    planned(1);
    wall.next(Wall.Fault.SILENT);
    assertThat(handle()).isInstanceOf(Settled.Slower.class);
    say("two");
    planned(2);
    wall.next(Wall.Fault.SILENT);

    Settled settled = handle();

    assertThat(settled).as("one was found").isEqualTo(new Settled.Rest(Duration.ofSeconds(1)));
  }

  @Test
  void aLongPostIsSeveralMessagesAndAKillBetweenThemDoublesNone() {
    say("'one\ntwo\nthree'");
    planned(1);
    OutboxRow row = row();
    wall.next(Wall.Fault.KILLED);
    assertThatThrownBy(() -> deliver(row)).isInstanceOf(Wall.Killed.class);
    wall.next(Wall.Fault.KILLED);
    assertThatThrownBy(() -> deliver(row)).isInstanceOf(Wall.Killed.class);

    deliver(row);

    assertThat(wall.texts()).containsExactly("olga: one", "olga: two", "olga: three");
  }

  @Test
  void anUnlinkedChannelIsOwedNothing() {
    say("one");
    planned(1);
    mycelium.olga().confirm("channel unlink " + CHANNEL);

    handle();

    assertThat(wall.texts()).isEmpty();
    planned(0);
  }

  @Test
  void whatHappensWhileNobodyPlansIsPlannedAfterwards() throws Exception {
    say("one");
    planned(1);
    planner.close();
    say("two");

    planner = module(mycelium).plan();

    planned(2);
    handle();
    assertThat(wall.texts()).containsExactly("olga: one", "olga: two");
  }

  @Test
  void whatHappensBeforeAnybodyHasEverPlannedIsPlannedAfterwards() throws Exception {
    planner.close();
    say("one");

    planner = module(mycelium).plan();

    planned(1);
    handle();
    assertThat(wall.texts()).containsExactly("olga: one");
  }

  @Test
  void twoThatPlanOweOnce() throws Exception {
    try (AutoCloseable other = module(mycelium).plan()) {
      assertThat(other).isNotNull();
      say("one");
      planned(1);
      handle();
      say("two");
      planned(1);
      handle();
    }
    assertThat(wall.writes()).isEqualTo(2);
  }

  @Test
  void onlyOperatorsLink() {
    Reply refused = mycelium.join("ada", Role.MEMBER).run("channel link main --channel wall/T1/C2");

    assertThat(((Reply.Refused) refused).code()).isEqualTo("not-permitted");
  }

  @Test
  void aChannelThatIsNotThereIsNotLinked() {
    Reply refused = mycelium.olga().run("channel link main --channel wall/T1/nowhere");

    assertThat(((Reply.Refused) refused).code()).isEqualTo("unknown-channel");
  }

  @Test
  void aChannelShowsOneRoom() {
    Reply refused = mycelium.olga().run("channel link operators --channel " + CHANNEL);

    assertThat(((Reply.Refused) refused).code()).isEqualTo("channel-linked");
  }

  @Test
  void theListTellsWhatIsStillToShow() {
    say("one");
    planned(1);

    Reply.Table table = (Reply.Table) mycelium.olga().run("channel list");

    assertThat(table.rows().getFirst())
        .startsWith("#wall", "main", "connected", "1")
        .endsWith(CHANNEL.key());
  }
}
