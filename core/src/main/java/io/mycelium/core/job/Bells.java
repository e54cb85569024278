package io.mycelium.core.job;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// Where new work rings, for one listener that many drones wait behind. Each job that comes rings
/// once, for one of all listeners of the queue.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the queue cannot be reached.
public interface Bells extends AutoCloseable {
  /// Waits until there may be work in classes that are wanted, until the time is over, until
  /// [#wake], or until the thread is interrupted. One thread at a time.
  ///
  /// @param wanted is asked for each class that the queue knows, on the caller's thread
  /// @param longest a second at most counts: then jobs are looked for that wait although they rang
  /// @return classes in which work came, or waits
  List<JobClass> await(Predicate<JobClass> wanted, Duration longest);

  /// Ends the wait of now, or the next one: what is wanted has changed.
  void wake();

  /// Gives a ring back that nobody here could use any more.
  void ring(JobClass work);

  @Override
  void close();
}
