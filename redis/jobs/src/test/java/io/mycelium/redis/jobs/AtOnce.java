package io.mycelium.redis.jobs;

import static org.awaitility.Awaitility.await;

import io.mycelium.redis.embedded.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Asks for several things while Redis does not answer: the first is under way, the others wait
/// behind it.
final class AtOnce {
  private AtOnce() {}

  /// Answers in the order of what was asked.
  static <T> List<T> ask(TestRedis server, List<Callable<T>> asked) throws Exception {
    List<FutureTask<T>> all = new ArrayList<>();
    server.ask("CLIENT", "PAUSE", "60000", "WRITE");
    try {
      for (Callable<T> one : asked) {
        var task = new FutureTask<>(one);
        all.add(task);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        await().until(() -> thread.getState() == Thread.State.WAITING);
      }
    } finally {
      server.ask("CLIENT", "UNPAUSE");
    }
    List<T> answers = new ArrayList<>();
    for (FutureTask<T> task : all) {
      answers.add(task.get());
    }
    return answers;
  }

  /// How many scripts Redis ran since its figures were reset.
  static int scripts(TestQueue queue) {
    return queue
        .access()
        .read(redis -> redis.info("commandstats"))
        .lines()
        .filter(line -> line.startsWith("cmdstat_evalsha:"))
        .map(line -> line.replaceFirst(".*:calls=(\\d+),.*", "$1"))
        .mapToInt(Integer::parseInt)
        .sum();
  }
}
