package io.mycelium.redis.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Lets what is asked while a call is under way go together, with the next call: what a call costs
/// whatever it brings is shared by all of it. What is asked while none is under way goes at once.
/// Databases write their logs so, and call it group commit. Thread-safe.
///
/// @param <K> what there must be in common to go together
/// @param <I> what is asked
/// @param <O> what is answered
public final class Together<K, I, O> {
  private record Asked<I, O>(I input, CompletableFuture<O> answer) {}

  /// How much goes together.
  ///
  /// @param most size at most of what goes together; what is larger by itself goes alone
  /// @param size of one
  public record Shape<I>(int most, ToIntFunction<I> size) {}

  private final Shape<I> shape;
  private final Function<List<I>, CompletionStage<List<O>>> call;

  /// What waits behind the call that is under way.
  private final Map<K, Deque<Asked<I, O>>> waiting = new HashMap<>();

  /// @param shape how much goes together
  /// @param call sends all of these and answers each in the same order, without waiting and, where
  ///   it fails, as [Script#runLater] does. It is called by a thread of a connection, too
  public Together(Shape<I> shape, Function<List<I>, CompletionStage<List<O>>> call) {
    this.shape = shape;
    this.call = call;
  }

  /// Asks and waits for the answer; for virtual threads, never for an event loop.
  ///
  /// @throws OutcomeUnknown when there is no answer in time, or the thread is interrupted: repeat
  ///   it under the same id. Whoever waited behind a call without an answer has none either, and
  ///   does not wait as long again
  /// @throws RedisRefused when the answer is an error
  public O ask(K common, I input) {
    var asked = new Asked<I, O>(input, new CompletableFuture<>());
    if (goesFirst(common, asked)) {
      send(common, List.of(asked));
    }
    try {
      return asked.answer().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutcomeUnknown(e);
    } catch (ExecutionException e) {
      throw Failures.whileWriting(e);
    }
  }

  private synchronized boolean goesFirst(K common, Asked<I, O> asked) {
    Deque<Asked<I, O>> others = waiting.get(common);
    if (others == null) {
      waiting.put(common, new ArrayDeque<>());
      return true;
    }
    others.add(asked);
    return false;
  }

  private void send(K common, List<Asked<I, O>> some) {
    CompletableFuture.completedStage(some.stream().map(Asked::input).toList())
        .thenCompose(call)
        .whenComplete((answers, failure) -> answered(common, some, answers, failure));
  }

  private void answered(
      K common, List<Asked<I, O>> some, @Nullable List<O> answers, @Nullable Throwable failure) {
    if (failure != null) {
      fail(some, failure);
    } else if (answers == null || answers.size() != some.size()) {
      fail(some, new IllegalStateException("not as many answers as were asked for"));
    } else {
      for (int i = 0; i < answers.size(); i++) {
        some.get(i).answer().complete(answers.get(i));
      }
    }
    if (failure != null && Failures.unwrapped(failure) instanceof OutcomeUnknown) {
      fail(all(common), failure);
    } else {
      // Behind those that were answered now: what they ask next goes along.
      Thread.startVirtualThread(() -> sendNext(common));
    }
  }

  private void sendNext(K common) {
    List<Asked<I, O>> next = following(common);
    if (!next.isEmpty()) {
      send(common, next);
    }
  }

  private void fail(List<Asked<I, O>> some, Throwable failure) {
    some.forEach(one -> one.answer().completeExceptionally(failure));
  }

  /// How many wait behind a call that is under way.
  synchronized int waiting(K common) {
    Deque<Asked<I, O>> others = waiting.get(common);
    return others == null ? 0 : others.size();
  }

  /// Takes all that waits; nothing is under way any more.
  private synchronized List<Asked<I, O>> all(K common) {
    Deque<Asked<I, O>> others = waiting.remove(common);
    return others == null ? List.of() : List.copyOf(others);
  }

  /// Takes what goes next. When that is nothing, nothing is under way any more.
  private synchronized List<Asked<I, O>> following(K common) {
    Deque<Asked<I, O>> others = waiting.get(common);
    if (others == null || others.isEmpty()) {
      waiting.remove(common);
      return List.of();
    }
    return taken(others);
  }

  private List<Asked<I, O>> taken(Deque<Asked<I, O>> others) {
    List<Asked<I, O>> some = new ArrayList<>();
    long room = shape.most();
    for (Iterator<Asked<I, O>> all = others.iterator(); all.hasNext(); ) {
      Asked<I, O> one = all.next();
      room -= shape.size().applyAsInt(one.input());
      if (room < 0 && !some.isEmpty()) {
        break;
      }
      some.add(one);
      all.remove();
    }
    return some;
  }
}
