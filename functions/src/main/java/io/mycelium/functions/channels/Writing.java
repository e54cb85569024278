package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.command.Digests;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the messages of one copy look as they should, one call of the platform after the other,
/// each noted before the next.
final class Writing<P extends ChannelPort.Part> {
  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int DELIVERY = 20;

  private final Copies copies;
  private final ChannelPort<P> port;
  private final InstantSource clock;
  private final Optional<String> thread;

  /// @param thread the message on which the post hangs there
  Writing(Copies copies, ChannelPort<P> port, InstantSource clock, Optional<String> thread) {
    this.copies = copies;
    this.port = port;
    this.clock = clock;
    this.thread = thread;
  }

  /// What came of one step.
  private sealed interface Step {
    /// Go on, from there.
    record On(Stored<Copy> copy, Duration rest) implements Step {}

    /// Nothing more can be done now.
    record Stop(Optional<Settled> why) implements Step {}
  }

  /// Makes the channel show the copy.
  ///
  /// @param look its messages as they should be; none when the post is no more
  /// @return what becomes of the row, when the channel has to be left alone for now
  Optional<Settled> show(Stored<Copy> stored, List<P> look) {
    String aim = stored.state().wanted();
    Stored<Copy> copy = stored;
    boolean moved = false;
    while (true) {
      Optional<Step> step = next(copy, look);
      if (step.isEmpty()) {
        end(copy, aim);
        return Optional.empty();
      }
      switch (step.get()) {
        case Step.Stop(var why) -> {
          return moved ? why.map(Deliver::soon) : why;
        }
        case Step.On(var now, var rest) -> {
          moved = true;
          copy = now;
          if (!rest.isZero()) {
            if (same(copy.state(), look)) {
              end(copy, aim);
            }
            return later(rest);
          }
        }
      }
    }
  }

  /// Notes that all is as it should be.
  private void end(Stored<Copy> copy, String aim) {
    copies.note(copy, "shown", c -> c.showing(aim));
  }

  private static boolean same(Copy copy, List<? extends ChannelPort.Part> look) {
    return copy.lost().isPresent()
        || copy.parts().stream()
            .map(Copy.Part::digest)
            .toList()
            .equals(look.stream().map(ChannelPort.Part::digest).toList());
  }

  /// The next call of the platform; nothing when there is none to make.
  private Optional<Step> next(Stored<Copy> stored, List<P> look) {
    Copy copy = stored.state();
    if (copy.lost().isPresent()) {
      return Optional.empty();
    }
    for (int i = 0; i < Math.min(copy.parts().size(), look.size()); i++) {
      if (!copy.parts().get(i).digest().equals(look.get(i).digest())) {
        return Optional.of(edit(stored, i, look.get(i)));
      }
    }
    if (copy.parts().size() > look.size()) {
      return Optional.of(remove(stored));
    }
    return copy.parts().size() < look.size()
        ? Optional.of(post(stored, look.get(copy.parts().size())))
        : Optional.empty();
  }

  private Step edit(Stored<Copy> stored, int index, P part) {
    Copy copy = stored.state();
    String message = copy.parts().get(index).message();
    return switch (port.edit(copy.channel(), thread, message, part)) {
      case ChannelPort.Written.Done(_, var rest) ->
          noted(
              copies.note(
                  stored, "edited", c -> c.with(index, new Copy.Part(message, part.digest()))),
              rest);
      case ChannelPort.Written.Later(var pause) -> new Step.Stop(later(pause));
      case ChannelPort.Written.Unknown(var why) -> unknown(copy, why);
      case ChannelPort.Written.Gone(var why) -> gone(stored, why);
    };
  }

  private Step remove(Stored<Copy> stored) {
    Copy copy = stored.state();
    return switch (port.remove(copy.channel(), thread, copy.parts().getLast().message())) {
      case ChannelPort.Written.Done(_, var rest) ->
          noted(copies.note(stored, "removed", Copy::cut), rest);
      case ChannelPort.Written.Later(var pause) -> new Step.Stop(later(pause));
      case ChannelPort.Written.Unknown(var why) -> unknown(copy, why);
      case ChannelPort.Written.Gone(var why) -> gone(stored, why);
    };
  }

  /// Posts the part behind the last one. That it is tried is noted before: only then can whoever
  /// goes on after a crash know that it may be there.
  private Step post(Stored<Copy> stored, P part) {
    if (stored.state().attempt().isPresent()) {
      return search(stored, part);
    }
    return copies
        .note(stored, "tried", c -> c.trying(Optional.of(clock.instant())))
        .map(tried -> post(tried, part, delivery(tried.state())))
        .orElseGet(() -> new Step.Stop(later(Duration.ZERO)));
  }

  private Step post(Stored<Copy> tried, P part, String delivery) {
    ChannelRef channel = tried.state().channel();
    return switch (port.post(channel, thread, part, delivery)) {
      case ChannelPort.Written.Done(var message, var rest) ->
          posted(tried, part.digest(), message, rest);
      case ChannelPort.Written.Later(var pause) -> {
        copies.note(tried, "untried", c -> c.trying(Optional.empty()));
        yield new Step.Stop(later(pause));
      }
      case ChannelPort.Written.Unknown(var why) -> unknown(tried.state(), why);
      case ChannelPort.Written.Gone(var why) -> gone(tried, why);
    };
  }

  private Step search(Stored<Copy> stored, P part) {
    Copy copy = stored.state();
    String delivery = delivery(copy);
    return switch (port.find(
        copy.channel(), thread, part, delivery, copy.attempt().orElseThrow())) {
      // How it looks is not known: what it shows may have changed since it was tried.
      case ChannelPort.Found.There(var message) -> posted(stored, "", message, Duration.ZERO);
      case ChannelPort.Found.Nowhere() -> post(stored, part, delivery);
      case ChannelPort.Found.Later(var pause) -> new Step.Stop(later(pause));
    };
  }

  private Step posted(Stored<Copy> stored, String digest, String message, Duration rest) {
    int index = stored.state().parts().size();
    return noted(
        copies.note(stored, "posted", c -> c.with(index, new Copy.Part(message, digest))), rest);
  }

  private static Step noted(Optional<Stored<Copy>> now, Duration rest) {
    return now.<Step>map(copy -> new Step.On(copy, rest))
        .orElseGet(() -> new Step.Stop(later(rest)));
  }

  private static Step unknown(Copy copy, String why) {
    LOG.warn("nobody can tell whether {} came to {}: {}", copy.post(), copy.channel(), why);
    return new Step.Stop(Optional.of(new Settled.Slower(FIRST_PAUSE, LONGEST_PAUSE)));
  }

  /// One message that cannot be kept true must not keep the others back.
  private Step gone(Stored<Copy> stored, String why) {
    LOG.info(
        "{} is no longer kept true in {}: {}",
        stored.state().post(),
        stored.state().channel(),
        why);
    return noted(copies.note(stored, "lost", c -> c.given(why)), Duration.ZERO);
  }

  private static Optional<Settled> later(Duration pause) {
    return Optional.of(new Settled.Rest(pause));
  }

  /// By which the platform finds the part again: the same for every try.
  private static String delivery(Copy copy) {
    return Digests.fingerprint(copy.id() + "/" + copy.parts().size()).substring(0, DELIVERY);
  }
}
