package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelPort.Written;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a message that a person said on a platform with the emoji that others answered its post
/// with elsewhere, one call of the platform after the other, each noted before the next.
final class Reacting {
  private static final Logger LOG = LoggerFactory.getLogger(Reacting.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Copies copies;
  private final ChannelPort<?> port;
  private final Optional<String> thread;
  private final String message;

  /// @param thread the message on which the post hangs there
  /// @param message the one that the post is
  Reacting(Copies copies, ChannelPort<?> port, Optional<String> thread, String message) {
    this.copies = copies;
    this.port = port;
    this.thread = thread;
    this.message = message;
  }

  /// One emoji that is to come or to go.
  private record Step(String emoji, boolean on) {}

  /// Makes our answers those.
  ///
  /// @return what becomes of the row, when the channel has to be left alone for now
  Optional<Settled> show(Stored<Copy> stored, List<String> emojis) {
    String aim = stored.state().wanted();
    Stored<Copy> copy = stored;
    for (Optional<Step> step = next(copy.state(), emojis);
        step.isPresent();
        step = next(copy.state(), emojis)) {
      Step now = step.get();
      switch (port.react(copy.state().channel(), thread, message, now.emoji(), now.on())) {
        case Written.Done(_, var rest) -> {
          Optional<Stored<Copy>> noted =
              copies.note(copy, "reacted", c -> c.reacting(now.emoji(), now.on()));
          if (noted.isEmpty()) {
            return Optional.of(new Settled.Later(rest));
          }
          copy = noted.get();
          if (!rest.isZero()) {
            return Optional.of(new Settled.Later(rest));
          }
        }
        case Written.Later(var pause) -> {
          return Optional.of(new Settled.Later(pause));
        }
        // Tried again: an emoji that is there already is done.
        case Written.Unknown(var why) -> {
          LOG.warn("nobody can tell whether {} has an emoji: {}", copy.state().post(), why);
          return Optional.of(new Settled.Slower(FIRST_PAUSE, LONGEST_PAUSE));
        }
        case Written.Gone(var why) -> {
          LOG.info("{} is no longer answered there: {}", copy.state().post(), why);
          copies.note(copy, "lost", c -> c.given(why));
          return Optional.empty();
        }
      }
    }
    copies.note(copy, "shown", c -> c.showing(aim));
    return Optional.empty();
  }

  /// What goes, goes first.
  private static Optional<Step> next(Copy copy, List<String> emojis) {
    if (copy.lost().isPresent()) {
      return Optional.empty();
    }
    return copy.reacted().stream()
        .filter(emoji -> !emojis.contains(emoji))
        .findFirst()
        .map(emoji -> new Step(emoji, false))
        .or(() ->
            emojis.stream()
                .filter(emoji -> !copy.reacted().contains(emoji))
                .findFirst()
                .map(emoji -> new Step(emoji, true)));
  }
}
