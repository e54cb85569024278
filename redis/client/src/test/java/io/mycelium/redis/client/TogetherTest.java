package io.mycelium.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TogetherTest {
  /// A call that was sent and waits for its answer.
  private record Sent(List<String> inputs, CompletableFuture<List<String>> answers) {
    void answer() {
      answers.complete(inputs.stream().map(input -> input + "!").toList());
    }
  }

  private final LinkedBlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private final Together<String, String, String> together =
      new Together<>(new Together.Shape<>(4, String::length), this::send);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private CompletableFuture<List<String>> send(List<String> inputs) {
    var one = new Sent(inputs, new CompletableFuture<>());
    sent.add(one);
    return one.answers();
  }

  private Future<String> ask(String common, String input) {
    return threads.submit(() -> together.ask(common, input));
  }

  private Sent next() throws InterruptedException, TimeoutException {
    @Nullable Sent one = sent.poll(10, TimeUnit.SECONDS);
    if (one == null) {
      throw new TimeoutException("nothing was sent");
    }
    return one;
  }

  /// Lets these wait behind a call that is under way, in this order.
  private List<Future<String>> waiting(String... inputs) {
    return IntStream.range(0, inputs.length)
        .mapToObj(i -> {
          Future<String> one = ask("a", inputs[i]);
          await().until(() -> together.waiting("a") == i + 1);
          return one;
        })
        .toList();
  }

  @Test
  void goesAtOnceWhileNothingIsUnderWay() throws Exception {
    Future<String> alone = ask("a", "x");

    next().answer();

    assertThat(alone.get()).isEqualTo("x!");
    assertThat(ask("a", "y")).isNotDone();
    assertThat(next().inputs()).containsExactly("y");
  }

  @Test
  void whatIsAskedMeanwhileGoesWithTheNext() throws Exception {
    Future<String> first = ask("a", "x");
    Sent underWay = next();
    List<Future<String>> others = waiting("1", "2", "3");

    underWay.answer();
    Sent following = next();
    following.answer();

    assertThat(first.get()).isEqualTo("x!");
    assertThat(following.inputs()).containsExactly("1", "2", "3");
    assertThat(others.get(2).get()).isEqualTo("3!");
  }

  @Test
  void whatHasNothingInCommonDoesNotWait() throws Exception {
    ask("a", "x");
    next();

    Future<String> other = ask("b", "y");

    next().answer();
    assertThat(other.get()).isEqualTo("y!");
  }

  @Test
  void noMoreThanFitsGoesTogether() throws Exception {
    ask("a", "x");
    Sent underWay = next();
    waiting("12", "34", "5", "678901");

    underWay.answer();
    Sent second = next();
    second.answer();
    Sent third = next();
    third.answer();

    assertThat(second.inputs()).containsExactly("12", "34");
    assertThat(third.inputs()).containsExactly("5");
    assertThat(next().inputs()).as("larger than what may go together").containsExactly("678901");
  }

  @Test
  void errorIsThatOfTheCallAlone() throws Exception {
    Future<String> refused = ask("a", "x");
    Sent underWay = next();
    Future<String> other = waiting("y").getFirst();

    underWay.answers().completeExceptionally(new RedisRefused("NOPERM", new Exception()));
    next().answer();

    assertThatThrownBy(refused::get).hasCauseInstanceOf(RedisRefused.class);
    assertThat(other.get()).isEqualTo("y!");
  }

  @Test
  void whoWaitedBehindASilentCallDoesNotWaitAsLongAgain() throws Exception {
    Future<String> silent = ask("a", "x");
    Sent underWay = next();
    Future<String> other = waiting("y").getFirst();

    underWay.answers().completeExceptionally(new OutcomeUnknown(new Exception()));

    assertThatThrownBy(silent::get).hasCauseInstanceOf(OutcomeUnknown.class);
    assertThatThrownBy(other::get).hasCauseInstanceOf(OutcomeUnknown.class);
    ask("a", "z");
    assertThat(next().inputs()).containsExactly("z");
  }

  @Test
  void whatCannotBeSentFails() {
    var broken =
        new Together<String, String, String>(
            new Together.Shape<>(1, String::length),
            _ -> {
              throw new IllegalStateException("closed");
            });

    assertThatThrownBy(() -> broken.ask("a", "x")).hasMessage("closed");
    assertThatThrownBy(() -> broken.ask("a", "y")).hasMessage("closed");
  }

  @Test
  void interruptedThreadLeavesTheOthersAlone() throws Exception {
    ask("a", "x");
    Sent underWay = next();
    List<Future<String>> others = waiting("1", "2");

    others.getFirst().cancel(true);
    underWay.answer();
    next().answer();

    assertThat(others.getLast().get()).isEqualTo("2!");
  }
}
