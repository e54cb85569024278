package io.mycelium.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.core.state.StoreUnavailable;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VerticleHostTest {
  record None() {}

  private static final FunctionName NAME = new FunctionName("probe");

  private final List<Reply> late = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private VerticleHost host;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    host = new VerticleHost(vertx, (_, reply) -> late.add(reply), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void eightCallsToOneFunctionOverlap() throws Exception {
    var together = new CyclicBarrier(8);
    Function function =
        deploy(
            8,
            (_, _) -> {
              meet(together);
              return new Reply.Text("met");
            });

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        replies.add(callers.submit(() -> host.run(call(function, Duration.ofSeconds(30)))));
      }

      for (Future<Reply> reply : replies) {
        assertThat(reply.get()).isEqualTo(new Reply.Text("met"));
      }
    }
  }

  @Test
  void aFullFunctionRefusesBusyAndSaysWhenToTryAgain() throws Exception {
    var entered = new CountDownLatch(2);
    var leave = new CountDownLatch(1);
    Function function =
        deploy(
            2,
            (_, _) -> {
              entered.countDown();
              pass(leave);
              return new Reply.Text("done");
            });

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> first = callers.submit(() -> host.run(call(function, Duration.ofSeconds(30))));
      Future<Reply> second = callers.submit(() -> host.run(call(function, Duration.ofSeconds(30))));
      pass(entered);

      assertThat(host.run(call(function, Duration.ofSeconds(30))))
          .isInstanceOfSatisfying(
              Reply.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reply.Reason.BUSY);
                assertThat(refused.retryAfter()).isPresent();
              });
      leave.countDown();
      assertThat(first.get()).isEqualTo(new Reply.Text("done"));
      assertThat(second.get()).isEqualTo(new Reply.Text("done"));
    }
  }

  @Test
  void aReplyAfterTheDeadlineIsToldOnce() {
    var leave = new CountDownLatch(1);
    Function function =
        deploy(
            1,
            (_, _) -> {
              pass(leave);
              return new Reply.Text("at last");
            });

    Reply reply = host.run(call(function, Duration.ofMillis(50)));
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Refused.class, r -> assertThat(r.code()).isEqualTo("still-working"));
    assertThat(late).isEmpty();
    leave.countDown();

    await().untilAsserted(() -> assertThat(late).containsExactly(new Reply.Text("at last")));
  }

  @Test
  void aFaultAfterTheDeadlineIsToldToo() {
    var leave = new CountDownLatch(1);
    var faults =
        new ConcurrentLinkedQueue<RuntimeException>(
            List.of(new IllegalStateException("hunter2"), new StoreUnavailable("gone", null)));
    Function function =
        deploy(
            2,
            (_, _) -> {
              pass(leave);
              throw faults.remove();
            });

    host.run(call(function, Duration.ofMillis(50)));
    host.run(call(function, Duration.ofMillis(50)));
    leave.countDown();

    await()
        .untilAsserted(() ->
            assertThat(late)
                .extracting(VerticleHostTest::code)
                .containsExactlyInAnyOrder("incident", "store-unavailable"));
  }

  @Test
  void aBrokenHandlerIsAnIncidentAndNoStackTrace() {
    Function function =
        deploy(
            1,
            (_, _) -> {
              throw new IllegalStateException("password=hunter2");
            });

    assertThat(host.run(call(function, Duration.ofSeconds(30))))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("incident");
              assertThat(refused.message()).contains("request-1").doesNotContain("hunter2");
            });
  }

  @Test
  void aRepeatUnwindsToThePipeline() {
    Function function =
        deploy(
            1,
            (_, _) -> {
              throw new RepeatedRequest(new CommitResult.Reused());
            });

    assertThatThrownBy(() -> host.run(call(function, Duration.ofSeconds(30))))
        .isInstanceOf(RepeatedRequest.class);
  }

  @Test
  void aFunctionThatWentRefuses() {
    Function function = deploy(1, (_, _) -> new Reply.Text("here"));
    assertThat(host.run(call(function, Duration.ofSeconds(30)))).isEqualTo(new Reply.Text("here"));

    host.deploy(Catalogue.of(2, List.of()));

    assertThat(code(host.run(call(function, Duration.ofSeconds(30))))).isEqualTo("function-gone");
  }

  private Function deploy(int concurrency, Handler<None> handler) {
    Command<None> command = Command.named(NAME.value()).handledBy(None.class, handler);
    var function =
        new Function(
            NAME,
            "for a test",
            new FunctionLimits(concurrency, Duration.ofSeconds(30)),
            List.of(command));
    host.deploy(Catalogue.of(1, List.of(function)));
    return function;
  }

  @SuppressWarnings("unchecked")
  private static Ready<None> call(Function function, Duration wait) {
    var command = (Command<None>) function.commands().getFirst();
    var caller =
        new Caller(new PeerId("peer_1"), "ada", PeerKind.PERSON, Role.MEMBER, Optional.empty());
    Instant now = Clock.systemUTC().instant();
    var intent = new Intent("peer_1", "request-1", "", caller.id(), now);
    var invocation =
        new Invocation(
            caller,
            Place.of(RoomId.MAIN),
            new Call(command.name(), command.definition(), Json.object()),
            intent,
            now,
            now.plus(wait),
            ZoneOffset.UTC,
            Locale.ROOT,
            Optional.empty());
    return new Ready<>(function, command, new None(), invocation, Optional.empty());
  }

  private static String code(Reply reply) {
    return ((Reply.Refused) reply).code();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException
        | java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("the calls did not overlap", e);
    }
  }

  private static void pass(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
