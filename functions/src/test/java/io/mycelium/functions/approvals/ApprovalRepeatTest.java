package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The same request again, and decisions at the same moment.
class ApprovalRepeatTest {
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
  void aRepeatedRequestDrawsTheSameApprovalAsItIs() {
    Harness.User again = ada.naming("once");
    Reply first = again.run("dig pond");
    bob.run("approval deny 1 'too wet'");

    Reply repeat = again.run("dig pond");

    assertThat(repeat)
        .isAccepted("approval")
        .hasState("denied")
        .hasField("reason", "too wet")
        .hasField("id", yard.approval(first).id());
    assertThat(mycelium.events("approval.requested")).hasSize(1);
  }

  @Test
  void aRequestIdIsNotForOtherArguments() {
    Harness.User again = ada.naming("once");
    again.run("dig pond");

    assertThat(again.run("dig well")).isRefused(Reply.Reason.REUSED, "request-id-reused");
    assertThat(again.in("operators").run("dig pond"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(bob.naming("once").run("dig well")).isAccepted("approval").hasField("number", "#2");
  }

  @RepeatedTest(5)
  void theSameRequestManyTimesAtOnceIsOneApproval() throws Exception {
    Harness.User again = ada.naming("once");

    List<Reply> replies = together(Stream.generate(() -> again).limit(8), "dig pond");

    assertThat(replies).allSatisfy(reply -> assertThat(reply).isAccepted("approval"));
    assertThat(replies)
        .extracting(yard::approval)
        .extracting(a -> a.id())
        .containsOnly(id(replies));
    assertThat(mycelium.events("approval.requested")).hasSize(1);
    assertThat(mycelium.events("post.created")).hasSize(1);
  }

  @Test
  void aRepeatedGrantCountsOnceAndLooksTheSame() {
    ada.run("fell oak");
    Harness.User again = bob.naming("once");

    Reply first = again.run("approval grant 1");
    Reply repeat = again.run("approval grant 1");

    assertThat(repeat).isEqualTo(first);
    assertThat(mycelium.events("approval.granted-one")).hasSize(1);
  }

  @RepeatedTest(10)
  void theSameGrantManyTimesAtOnceHasOneAnswer() throws Exception {
    ada.run("dig pond");
    Harness.User again = bob.naming("once");

    List<Reply> replies = together(Stream.generate(() -> again).limit(8), "approval grant 1");

    assertThat(replies)
        .allSatisfy(
            reply -> assertThat(reply).hasState("granted").hasField("agreed", "1 of 1: Bob"));
    assertThat(mycelium.events("approval.granted")).hasSize(1);
  }

  @RepeatedTest(5)
  void manyGrantsAtOnceDecideOnce() throws Exception {
    List<Harness.User> all =
        Stream.of("Cy", "Di", "Ed", "Flo").map(n -> mycelium.join(n, Role.MEMBER)).toList();
    Reply asked = ada.run("fell oak");

    List<Reply> replies = together(all.stream(), "approval grant 1");

    assertThat(replies)
        .filteredOn(reply -> reply instanceof Reply.Refused)
        .hasSize(2)
        .allSatisfy(reply -> assertThat(reply).isRefused(Reply.Reason.CONFLICT, "already-decided"));
    assertThat(yard.approval(asked).state().votes())
        .extracting(Approval.Vote::peer)
        .doesNotHaveDuplicates()
        .hasSize(2);
    assertThat(mycelium.events("approval.granted")).hasSize(1);
  }

  @RepeatedTest(5)
  void ofAGrantAndADenyAtOnceOneHolds() throws Exception {
    Reply asked = ada.run("dig pond");

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> grant = threads.submit(() -> bob.run("approval grant 1"));
      Future<Reply> deny = threads.submit(() -> mycelium.olga().run("approval deny 1 no"));
      assertThat(Stream.of(grant.get(), deny.get()).filter(r -> r instanceof Reply.Refused))
          .singleElement()
          .satisfies(
              reply -> assertThat(reply).isRefused(Reply.Reason.CONFLICT, "already-decided"));
    }

    assertThat(yard.state(asked)).isIn(ApprovalState.GRANTED, ApprovalState.DENIED);
    assertThat(
            mycelium.events("approval.granted").size() + mycelium.events("approval.denied").size())
        .isEqualTo(1);
  }

  private String id(List<Reply> replies) {
    return yard.approval(replies.getFirst()).id();
  }

  private static List<Reply> together(Stream<Harness.User> users, String line) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reply>> calls = users.<Callable<Reply>>map(u -> () -> u.run(line)).toList();
      return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
    }
  }
}
