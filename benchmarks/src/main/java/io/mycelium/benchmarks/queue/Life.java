package io.mycelium.benchmarks.queue;

import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.process.Usage;

/// What the lives of jobs cost, from their submit to their end: for one job each.
///
/// @param submit processor time of Redis, in microseconds, like the next
/// @param work of claims and completions
/// @param client processor time of whoever submits and works
/// @param bytes memory of Redis while it waits
/// @param perSecond jobs that were worked off in a second
public record Life(double submit, double work, double client, double bytes, double perSecond) {
  /// Lets jobs live through a queue: all are submitted, then all are worked off. So no worker ever
  /// waits for a job, and waiting is not part of the price.
  public static Life of(Contender queue, Store store, int jobs, int batch) {
    store.empty();
    long memory = store.memory();
    double client = client(queue);
    double redis = store.processor();
    queue.submit(jobs, batch);
    double submitted = store.processor();
    long waiting = store.memory();
    double before = store.processor();
    long began = System.nanoTime();
    queue.work(jobs, batch);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Life(
        (submitted - redis) / jobs,
        (store.processor() - before) / jobs,
        (client(queue) - client) / jobs,
        (double) (waiting - memory) / jobs,
        jobs / seconds);
  }

  private static double client(Contender queue) {
    return Usage.processor(queue.pid()).toNanos() / 1e3;
  }

  /// Processor time of Redis for the whole life.
  public double redis() {
    return submit + work;
  }
}
