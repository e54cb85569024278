package io.mycelium.benchmarks.queue;

/// A queue that is measured. One after the other has the same Redis, which is empty before each.
public interface Contender extends AutoCloseable {
  /// How many submit or work at once.
  int LANES = 8;

  /// For people.
  String name();

  /// For programs; in lower case, without spaces.
  default String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
  }

  /// The process whose processor time is the client's.
  long pid();

  /// Puts jobs with a payload of a hundred bytes in.
  ///
  /// @param jobs how many, a multiple of [#LANES] times the batch
  /// @param batch how many with one call
  void submit(int jobs, int batch);

  /// Takes jobs that wait, does nothing, and ends them.
  ///
  /// @param jobs all that wait
  /// @param batch how many are taken and ended with one call, where the queue can do that
  void work(int jobs, int batch);

  @Override
  void close();
}
