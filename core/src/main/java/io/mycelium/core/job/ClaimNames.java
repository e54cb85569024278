package io.mycelium.core.job;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/// Names of a drone's claims. Asked again under its name, a claim without an answer gives the jobs
/// that it may have got; so such names are used before new ones. Thread-safe.
public final class ClaimNames {
  private final Supplier<String> fresh;
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

  /// @param fresh makes names that never were
  public ClaimNames(Supplier<String> fresh) {
    this.fresh = fresh;
  }

  /// Asks under a name, which counts as unanswered when that throws.
  public <T> T asked(Function<String, T> claim) {
    String name = earlier().orElseGet(fresh);
    boolean answered = false;
    try {
      T answer = claim.apply(name);
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        unanswered(name);
      }
    }
  }

  /// Takes a name that has no answer, for whoever asks under it.
  public Optional<String> earlier() {
    return Optional.ofNullable(unanswered.poll());
  }

  /// Says that there is no answer.
  public void unanswered(String name) {
    unanswered.add(name);
  }
}
