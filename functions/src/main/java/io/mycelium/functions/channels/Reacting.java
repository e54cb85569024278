package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelPort.Written;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers a message that a person said on a platform with the emoji that others answered its post
/// with elsewhere.
final class Reacting extends Showing {
  private final ChannelPort<?> port;
  private final Optional<String> thread;
  private final String message;
  private final List<String> emojis;

  /// @param thread the message on which the post hangs there
  /// @param message the one that the post is
  /// @param emojis that are to be our answers
  Reacting(
      Copies copies,
      ChannelPort<?> port,
      Optional<String> thread,
      String message,
      List<String> emojis) {
    super(copies);
    this.port = port;
    this.thread = thread;
    this.message = message;
    this.emojis = emojis;
  }

  /// What goes, goes first.
  @Override
  Optional<Supplier<Step>> next(Stored<Copy> stored) {
    List<String> reacted = stored.state().reacted();
    return first(reacted, emojis)
        .<Supplier<Step>>map(emoji -> () -> react(stored, emoji, false))
        .or(() -> first(emojis, reacted).map(emoji -> () -> react(stored, emoji, true)));
  }

  /// The first that the others do not have.
  private static Optional<String> first(List<String> all, List<String> others) {
    return all.stream().filter(emoji -> !others.contains(emoji)).findFirst();
  }

  private Step react(Stored<Copy> stored, String emoji, boolean on) {
    return switch (port.react(stored.state().channel(), thread, message, emoji, on)) {
      case Written.Done(_, var rest) -> done(stored, "reacted", c -> c.reacting(emoji, on), rest);
      case Written.Later(var pause) -> later(pause);
      // Tried again: an emoji that is there already is done.
      case Written.Unknown(var why) -> unknown(stored.state(), why);
      case Written.Gone(var why) -> gone(stored, why);
    };
  }
}
