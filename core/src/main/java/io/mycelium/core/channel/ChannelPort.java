package io.mycelium.core.channel;

import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a platform is written to. A post is one or several messages there, its parts; each call
/// writes one. All methods block, for seconds at most; call them on virtual threads.
///
/// @param <P> a part, ready to be sent
public interface ChannelPort<P extends ChannelPort.Part> {
  /// A part of a post, as it will look.
  interface Part {
    /// Tells it from every other look: a part that has the digest of what is there need not be
    /// written.
    String digest();
  }

  /// What came of writing.
  sealed interface Written {
    /// It is there.
    ///
    /// @param message by which the platform knows it
    /// @param rest for how long the channel has to be left alone now; may be zero
    record Done(String message, Duration rest) implements Written {}

    /// Not now: the platform is away or wants fewer calls. Nothing was written.
    record Later(Duration pause) implements Written {}

    /// Nobody can tell whether it was written.
    record Unknown(String why) implements Written {}

    /// The message, or the channel, is not there any more, or not for us. Trying again is no use.
    ///
    /// @param why a sentence for people
    record Gone(String why) implements Written {}
  }

  /// The platform does not answer. The message is a sentence for people.
  final class Unreachable extends RuntimeException {
    public Unreachable(String message) {
      super(message);
    }

    /// The same as an answer.
    public Reply.Refused refused() {
      return Reply.Refused.because(
          Reply.Reason.UNAVAILABLE, "platform-away", String.valueOf(getMessage()));
    }
  }

  /// What is said where a gateway has no bridge to a platform.
  static Reply.Refused absent(String platform) {
    return Reply.Refused.because(
        Reply.Reason.UNAVAILABLE,
        "no-bridge",
        "This gateway has no bridge to '%s'; './mycelium doctor' tells what is missing."
            .formatted(platform));
  }

  /// What came of looking for a message.
  sealed interface Found {
    record There(String message) implements Found {}

    record Nowhere() implements Found {}

    record Later(Duration pause) implements Found {}
  }

  /// The platform's name, as [ChannelRef#platform] has it.
  String platform();

  /// What people call the channel there, such as `#ops`; nothing when the platform has no such
  /// channel for us.
  ///
  /// @throws Unreachable when the platform cannot be asked now
  Optional<String> name(ChannelRef channel);

  /// Whether this gateway can write to the channel now; another one may.
  boolean reaches(ChannelRef channel);

  /// The messages that a post is there, one at least.
  List<P> parts(ChannelRef channel, Outgoing outgoing);

  /// Posts a part.
  ///
  /// @param delivery by which [#find] finds it; 25 letters and digits at most
  Written post(ChannelRef channel, Optional<String> thread, P part, String delivery);

  Written edit(ChannelRef channel, Optional<String> thread, String message, P part);

  /// Takes a message away; one that is not there any more is done.
  Written remove(ChannelRef channel, Optional<String> thread, String message);

  /// Answers a message with an emoji in our own name, or takes ours back; what is so already is
  /// done, and so is an emoji that the platform does not have. A platform without reactions shows
  /// none.
  ///
  /// @param emoji in Unicode, or `:name:`
  /// @param on whether it is to be there
  default Written react(
      ChannelRef channel, Optional<String> thread, String message, String emoji, boolean on) {
    return new Written.Done(message, Duration.ZERO);
  }

  /// Looks for a message that may have been posted.
  ///
  /// @param part as it looks now
  /// @param since when it was tried, by this gateway's clock
  Found find(ChannelRef channel, Optional<String> thread, P part, String delivery, Instant since);
}
