package io.mycelium.functions.channels;

import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a channel show one copy, one call of the platform after the other, each noted before the
/// next. Used once.
abstract class Showing {
  private static final Logger LOG = LoggerFactory.getLogger(Showing.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Copies copies;

  Showing(Copies copies) {
    this.copies = copies;
  }

  /// What came of one step.
  sealed interface Step {
    /// Go on, from there.
    record On(Stored<Copy> copy, Duration rest) implements Step {}

    /// Nothing more can be done now.
    record Stop(Settled why) implements Step {}
  }

  /// The next call of the platform, to be made; nothing when all is as it should be.
  abstract Optional<Supplier<Step>> next(Stored<Copy> stored);

  /// Makes the channel show the copy.
  ///
  /// @return what becomes of the row, when the channel has to be left alone for now
  final Optional<Settled> show(Stored<Copy> stored) {
    String aim = stored.state().wanted();
    Stored<Copy> copy = stored;
    Optional<Supplier<Step>> next = left(copy);
    while (next.isPresent()) {
      switch (next.get().get()) {
        case Step.Stop(var why) -> {
          return Optional.of(copy.equals(stored) ? why : Deliver.soon(why));
        }
        case Step.On(var now, var rest) -> {
          copy = now;
          next = left(copy);
          if (!rest.isZero()) {
            if (next.isEmpty()) {
              end(copy, aim);
            }
            return Optional.of(new Settled.Rest(rest));
          }
        }
      }
    }
    end(copy, aim);
    return Optional.empty();
  }

  private Optional<Supplier<Step>> left(Stored<Copy> copy) {
    return copy.state().lost().isPresent() ? Optional.empty() : next(copy);
  }

  /// Notes that all is as it should be.
  private void end(Stored<Copy> copy, String aim) {
    copies.note(copy, "shown", c -> c.showing(aim));
  }

  /// Notes a change; nothing when somebody else did something to the copy's messages.
  final Optional<Stored<Copy>> note(Stored<Copy> from, String step, UnaryOperator<Copy> change) {
    return copies.note(from, step, change);
  }

  /// Notes what was done, and goes on after a rest.
  final Step done(Stored<Copy> from, String step, UnaryOperator<Copy> change, Duration rest) {
    return note(from, step, change)
        .<Step>map(now -> new Step.On(now, rest))
        .orElseGet(() -> later(rest));
  }

  static Step later(Duration pause) {
    return new Step.Stop(new Settled.Rest(pause));
  }

  static Step unknown(Copy copy, String why) {
    LOG.warn("nobody can tell whether {} came to {}: {}", copy.post(), copy.channel(), why);
    return new Step.Stop(new Settled.Slower(FIRST_PAUSE, LONGEST_PAUSE));
  }

  /// One message that cannot be kept true must not keep the others back.
  final Step gone(Stored<Copy> stored, String why) {
    LOG.info(
        "{} is no longer kept true in {}: {}",
        stored.state().post(),
        stored.state().channel(),
        why);
    return done(stored, "lost", c -> c.given(why), Duration.ZERO);
  }
}
