package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelPort.Found;
import io.mycelium.core.channel.ChannelPort.Written;
import io.mycelium.core.command.Digests;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes the messages of one copy look as they should.
final class Writing<P extends ChannelPort.Part> extends Showing {
  private static final int DELIVERY = 20;

  /// For so long a message that was sent may be on its way: as long as a call may take, and a
  /// moment. Also one of a gateway that has died meanwhile, or has lost the row.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(12);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final ChannelPort<P> port;
  private final InstantSource clock;
  private final Optional<String> thread;
  private final List<P> look;

  /// @param thread the message on which the post hangs there
  /// @param look its messages as they should be; none when the post is no more
  Writing(
      Copies copies,
      ChannelPort<P> port,
      InstantSource clock,
      Optional<String> thread,
      List<P> look) {
    super(copies);
    this.port = port;
    this.clock = clock;
    this.thread = thread;
    this.look = look;
  }

  @Override
  Optional<Supplier<Step>> next(Stored<Copy> stored) {
    List<Copy.Part> parts = stored.state().parts();
    for (int i = 0; i < Math.min(parts.size(), look.size()); i++) {
      P part = look.get(i);
      int index = i;
      if (!parts.get(i).digest().equals(part.digest())) {
        return Optional.of(() -> edit(stored, index, part));
      }
    }
    if (parts.size() > look.size()) {
      return Optional.of(() -> remove(stored));
    }
    return parts.size() < look.size()
        ? Optional.of(() -> post(stored, look.get(parts.size())))
        : Optional.empty();
  }

  private Step edit(Stored<Copy> stored, int index, P part) {
    Copy copy = stored.state();
    String message = copy.parts().get(index).message();
    var edited = new Copy.Part(message, part.digest());
    return switch (port.edit(copy.channel(), thread, message, part)) {
      case Written.Done(_, var rest) -> done(stored, "edited", c -> c.with(index, edited), rest);
      case Written.Later(var pause) -> later(pause);
      case Written.Unknown(var why) -> unknown(copy, why);
      case Written.Gone(var why) -> gone(stored, why);
    };
  }

  private Step remove(Stored<Copy> stored) {
    Copy copy = stored.state();
    return switch (port.remove(copy.channel(), thread, copy.parts().getLast().message())) {
      case Written.Done(_, var rest) -> done(stored, "removed", Copy::cut, rest);
      case Written.Later(var pause) -> later(pause);
      case Written.Unknown(var why) -> unknown(copy, why);
      case Written.Gone(var why) -> gone(stored, why);
    };
  }

  /// Posts the part behind the last one. That it is tried is noted before: only then can whoever
  /// goes on after a crash know that it may be there.
  private Step post(Stored<Copy> stored, P part) {
    return stored.state().attempt().isPresent() ? search(stored, part) : send(stored, part);
  }

  private Step send(Stored<Copy> stored, P part) {
    return note(stored, "tried", c -> c.trying(Optional.of(clock.instant())))
        .map(tried -> post(tried, part, delivery(tried.state())))
        .orElseGet(() -> later(Duration.ZERO));
  }

  private Step post(Stored<Copy> tried, P part, String delivery) {
    return switch (port.post(tried.state().channel(), thread, part, delivery)) {
      case Written.Done(var message, var rest) -> posted(tried, part.digest(), message, rest);
      case Written.Later(var pause) -> {
        note(tried, "untried", c -> c.trying(Optional.empty()));
        yield later(pause);
      }
      case Written.Unknown(var why) -> unknown(tried.state(), why);
      case Written.Gone(var why) -> gone(tried, why);
    };
  }

  private Step search(Stored<Copy> stored, P part) {
    Copy copy = stored.state();
    Instant tried = copy.attempt().orElseThrow();
    return switch (port.find(copy.channel(), thread, part, delivery(copy), tried)) {
      // How it looks is not known: what it shows may have changed since it was tried.
      case Found.There(var message) -> posted(stored, "", message, Duration.ZERO);
      case Found.Nowhere() ->
          clock.instant().isBefore(tried.plus(ON_ITS_WAY)) ? later(LOOK_AGAIN) : send(stored, part);
      case Found.Later(var pause) -> later(pause);
    };
  }

  private Step posted(Stored<Copy> stored, String digest, String message, Duration rest) {
    int index = stored.state().parts().size();
    return done(stored, "posted", c -> c.with(index, new Copy.Part(message, digest)), rest);
  }

  /// By which the platform finds the part again: the same for every try.
  private static String delivery(Copy copy) {
    return Digests.fingerprint(copy.id() + "/" + copy.parts().size()).substring(0, DELIVERY);
  }
}
