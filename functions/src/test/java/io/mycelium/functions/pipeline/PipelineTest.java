package io.mycelium.functions.pipeline;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.function.Switches;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.FreezeState;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.functions.Harness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The way of a call, step by step.
class PipelineTest {
  private final Bench bench = new Bench();

  @RegisterExtension final Harness mycelium = Harness.with(bench::feature);

  private Reply run(Bench.Ask ask) {
    return ask.of(mycelium.pipeline());
  }

  @Test
  void theStepsComeInTheirOrder() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    freeze("fire");
    Bench.Ask wrong = bench.ask().to("bench cat").with("{\"depth\":10}").in("nowhere").byNobody();

    assertThat(run(wrong)).isRefused(Reply.Reason.UNAUTHENTICATED, "no-key");
    Bench.Ask known = wrong.by(ada.secret());
    assertThat(known.of(exhausted())).isRefused(Reply.Reason.BUSY, "rate-limited");
    assertThat(run(known)).isRefused(Reply.Reason.NOT_FOUND, "unknown-command");
    Bench.Ask resolved = known.to("bench cut");
    assertThat(run(resolved)).isRefused(Reply.Reason.INVALID, "bad-options");
    Bench.Ask parsed = resolved.with("{\"what\":\"oak\"}");
    assertThat(run(parsed)).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    Bench.Ask permitted = parsed.by(mycelium.olga().secret());
    assertThat(run(permitted)).isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    Bench.Ask authorised = permitted.in("main");
    assertThat(authorised.of(stopped()))
        .isRefused(Reply.Reason.UNAVAILABLE, "function-stopped")
        .says("'bench' was stopped by Bob", "'function start bench'");
    assertThat(run(authorised)).isRefused(Reply.Reason.UNAVAILABLE, "frozen").says("olga (fire)");
    unfreeze();
    Reply unconfirmed = run(authorised);
    assertThat(unconfirmed).isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    assertThat(run(authorised.confirming(token(unconfirmed)))).isEqualTo(Bench.ASKED);
    assertThat(bench.handled()).isZero();
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() {
    assertThat(run(bench.ask().to("task creat")))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-command")
        .says("There is no command 'task creat'. Did you mean", "'task create'");
    assertThat(run(bench.ask().to("bench-mrk"))).says("'bench mark'");
    assertThat(run(bench.ask().to("quetzalcoatl\nzz")))
        .says("'help' lists them all.")
        .refusedAs(why -> assertThat(why.message()).doesNotContain("\n"));
  }

  @Test
  void badOptionsAreNamedWithWhatWasGivenAndWhatIsAllowed() {
    Reply reply = run(bench.ask().with("{\"what\":\"oak\",\"depth\":10,\"dept\":1}"));

    assertThat(reply)
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .blames("depth")
        .blames("dept")
        .refusedAs(why -> {
          FieldError depth =
              why.fields().stream()
                  .filter(f -> f.option().equals("depth"))
                  .findFirst()
                  .orElseThrow();
          assertThat(depth.given()).isEqualTo("10");
          assertThat(depth.allowed()).contains("1").contains("9");
          assertThat(why.fields())
              .filteredOn(f -> f.option().equals("dept"))
              .flatExtracting(FieldError::near)
              .containsExactly("depth");
        });
    assertThat(run(bench.ask().with("{}"))).blames("what");
    assertThat(bench.handled()).isZero();
  }

  @Test
  void wrongKeysAreLimitedPerOrigin() {
    Pipeline limited = limited(new RateLimits(1_000, 1_000, mycelium.clock()), wrongKeys(2));
    Bench.Ask guess = bench.ask().by("myc_guess").from("203.0.113.7");

    for (int tries = 0; tries < 2; tries++) {
      assertThat(guess.of(limited)).isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    }

    assertThat(guess.of(limited))
        .isRefused(Reply.Reason.BUSY, "rate-limited")
        .refusedAs(why -> assertThat(why.retryAfter()).contains(Duration.ofSeconds(1)));
    assertThat(guess.from("203.0.113.8").of(limited))
        .isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(bench.ask().from("203.0.113.7").of(limited)).isText();
  }

  @Test
  void callsAreLimitedPerCaller() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    Pipeline limited = limited(wrongKeys(2), wrongKeys(2));
    Bench.Ask olgas = bench.ask();

    assertThat(olgas.of(limited)).isText();
    assertThat(olgas.called("r-2").of(limited)).isText();
    assertThat(olgas.called("r-3").of(limited))
        .isRefused(Reply.Reason.BUSY, "rate-limited")
        .says("try again in 1000 ms")
        .refusedAs(why -> assertThat(why.retryAfter()).contains(Duration.ofSeconds(1)));
    assertThat(olgas.by(ada.secret()).of(limited)).isText();
    mycelium.clock().advance(Duration.ofSeconds(1));
    assertThat(olgas.called("r-3").of(limited)).isText();
  }

  @Test
  void aClosedRoomIsAsUnknownAsOneThatIsNotThere() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    mycelium.olga().run("room create plot --closed");

    Reply closed = run(bench.ask().by(ada.secret()).in("plot"));
    Reply absent = run(bench.ask().by(ada.secret()).in("glade"));

    assertThat(closed).isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(((Reply.Refused) absent).message().replace("glade", "plot"))
        .isEqualTo(((Reply.Refused) closed).message());
    assertThat(run(bench.ask().in("Not a room!"))).isRefused(Reply.Reason.INVALID, "bad-room");
  }

  @Test
  void whatTheOptionsNeedIsDecidedBeforeTheHandler() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    mycelium.olga().run("room create plot --closed");
    Pipeline unreached =
        bench.with(call -> {
          throw new AssertionError("the handler is reached by " + call);
        });
    Bench.Ask ask = bench.ask().by(ada.secret());

    assertThat(ask.to("room read").with("{\"name\":\"plot\"}").of(unreached))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(ask.to("room members").with("{\"name\":\"plot\"}").of(unreached))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(ask.to("key list").with("{\"all\":true}").of(unreached))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted")
        .says("'key list' needs the permission keys.all, which the role operator has");
    assertThat(ask.to("key create").with("{\"for\":\"olga\"}").of(unreached))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void aRequestIdIsPrintableAndShort() {
    for (String bad : List.of("", "two words", "r\n1", "r\u0000", "é", "x".repeat(101))) {
      assertThat(run(bench.ask().called(bad)))
          .isRefused(Reply.Reason.INVALID, "bad-request-id")
          .says("1 to 100 printable ASCII");
    }
    assertThat(run(bench.ask().called("{a}:%2F|~!" + "x".repeat(90)))).isText();
    assertThat(bench.handled()).isEqualTo(1);
  }

  @Test
  void aDestructiveCallIsConfirmedOnceAndForItselfAlone() {
    Pipeline free = bench.with(new Bench.Free());
    Bench.Ask cut = bench.ask().to("bench cut");
    Reply first = cut.of(free);
    assertThat(first)
        .isRefused(Reply.Reason.UNCONFIRMED, "confirm")
        .says("'bench cut' cannot be undone")
        .offers("Confirm");
    String token = token(first);

    assertThat(cut.with("{\"what\":\"elm\"}").confirming(token).of(free))
        .isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    String second = token(cut.of(free));
    assertThat(cut.confirming(second).of(free)).says("done oak");
    assertThat(cut.called("r-2").confirming(second).of(free))
        .isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    assertThat(bench.handled()).isEqualTo(1);
  }

  @Test
  void aConfirmedCallIsRepeatedWithoutASecondConfirmation() {
    Pipeline free = bench.with(new Bench.Free());
    Bench.Ask cut = bench.ask().to("bench cut");
    Reply done = cut.confirming(token(cut.of(free))).of(free);

    assertThat(cut.of(free)).isEqualTo(done);

    assertThat(bench.handled()).isEqualTo(1);
  }

  @Test
  void aRepeatIsAnsweredWithoutTheHandler() {
    Reply first = run(bench.ask());

    assertThat(run(bench.ask())).isEqualTo(first);
    assertThat(run(bench.ask().with("{\"what\":\"elm\"}")))
        .isRefused(Reply.Reason.REUSED, "request-id-reused");
    assertThat(run(bench.ask().to("task create").with("{\"title\":\"Fix\"}")))
        .isRefused(Reply.Reason.REUSED, "request-id-reused");

    assertThat(bench.handled()).isEqualTo(1);
    assertThat(mycelium.events("bench.marked")).hasSize(1);
  }

  @Test
  void whatWasDoneBeforeAStopIsStillAnswered() {
    Reply first = run(bench.ask());

    assertThat(bench.ask().of(stopped())).isEqualTo(first);
    assertThat(bench.ask().called("r-2").of(stopped()))
        .isRefused(Reply.Reason.UNAVAILABLE, "function-stopped");
    assertThat(bench.ask().to("bench look").of(stopped()))
        .isRefused(Reply.Reason.UNAVAILABLE, "function-stopped");

    assertThat(bench.handled()).isEqualTo(1);
  }

  @Test
  void aHandlerThatMeetsItsRepeatAnswersWithTheEarlierOutcome() {
    FunctionHost late =
        call -> {
          Intent intent = call.invocation().intent();
          var earlier = Outcome.of(new Reply.Text("the quicker one"));
          mycelium.store().commit(Commit.of(intent, earlier).done());
          return mycelium.parts().host().run(call);
        };

    assertThat(bench.ask().of(bench.with(late))).says("the quicker one");

    assertThat(mycelium.events("bench.marked")).isEmpty();
  }

  @Test
  void aRefusalOfWhatTheSameRequestHasJustDoneIsItsOutcome() {
    FunctionHost late =
        call -> {
          var earlier = Outcome.of(new Reply.Text("the quicker one"));
          mycelium.store().commit(Commit.of(call.invocation().intent(), earlier).done());
          return Reply.Refused.because(Reply.Reason.CONFLICT, "marked", "It is marked already.");
        };

    assertThat(bench.ask().of(bench.with(late))).says("the quicker one");
  }

  @Test
  void aRefusalOfWhatNobodyDidStands() {
    Reply.Refused why =
        Reply.Refused.because(Reply.Reason.CONFLICT, "marked", "It is marked already.");

    assertThat(bench.ask().of(bench.with(_ -> why))).isEqualTo(why);
    assertThat(bench.ask().to("bench look").of(bench.with(_ -> why))).isEqualTo(why);
  }

  @Test
  void aHandlerThatMeetsAnotherUseOfItsIdIsRefused() {
    FunctionHost late =
        _ -> {
          throw new RepeatedRequest(new CommitResult.Reused());
        };

    assertThat(bench.ask().of(bench.with(late)))
        .isRefused(Reply.Reason.REUSED, "request-id-reused");
  }

  @Test
  void aSecretIsShownOnceAndNotKept() {
    Bench.Ask invite =
        bench.ask().to("invite").with("{\"name\":\"Ada\",\"role\":\"member\",\"key\":true}");
    Reply first = run(invite);
    String secret = Harness.field(first, "key");

    Reply repeat = run(invite);

    assertThat(first).isSecret();
    assertThat(repeat).isNotRefused();
    assertThat(Json.write(repeat)).doesNotContain(secret);
    Intent intent =
        new Intent(
            mycelium.peers().named("olga").orElseThrow().id().value(),
            "r-1",
            "",
            mycelium.peers().named("olga").orElseThrow().id(),
            mycelium.clock().instant());
    assertThat(mycelium.store().earlier(intent))
        .hasValueSatisfying(kept -> assertThat(kept.toString()).doesNotContain(secret));
    assertThat(mycelium.events().after("0-0", 1_000).toString()).doesNotContain(secret);
  }

  private Pipeline exhausted() {
    var none = new RateLimits(0, 1, mycelium.clock());
    return limited(none, none);
  }

  private RateLimits wrongKeys(int burst) {
    return new RateLimits(burst, 1, mycelium.clock());
  }

  private Pipeline limited(RateLimits perPeer, RateLimits failures) {
    return bench.with(new Identify(mycelium.peersModule().authenticator(), perPeer, failures));
  }

  /// Somebody has stopped the bench.
  private Pipeline stopped() {
    return bench.with(new Bench.Stopped(new Switches.Stop("Bob", mycelium.clock().instant())));
  }

  private void freeze(String reason) {
    set(new FreezeState(1, true, "olga", reason));
  }

  private void unfreeze() {
    set(new FreezeState(2, false, "olga", ""));
  }

  private void set(FreezeState state) {
    Intent intent = Intent.system("freeze-" + state.epoch(), mycelium.clock().instant());
    mycelium
        .store()
        .commit(
            Commit.of(intent, Outcome.of(new Reply.Text("set")))
                .set(FreezeState.FLAG, Json.write(state))
                .done());
  }

  private static String token(Reply reply) {
    return ((Reply.Refused) reply).confirm().orElseThrow();
  }
}
