package io.mycelium.functions.channels;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.id.PostId;
import io.mycelium.core.state.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a channel shows a post. In the channel in which it was said the post itself stands: there, a
/// copy has no parts.
///
/// @param wanted the place in the event log of what changed the post last
/// @param shown the place up to which the channel shows it; empty when it shows nothing yet
/// @param parts the messages that are there, in order
/// @param attempt a message that was perhaps posted, behind those
/// @param reacted the emoji with which we answered the message that the post is there
/// @param lost why it is no longer kept true
record Copy(
    ChannelRef channel,
    PostId post,
    String wanted,
    String shown,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Part> parts,
    Optional<Instant> attempt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> reacted,
    Optional<String> lost) {
  static final Kind<Copy> KIND = new Kind<>("copy", Copy.class);

  /// A message.
  ///
  /// @param digest of how it looks
  record Part(String message, String digest) {}

  Copy {
    parts = List.copyOf(parts);
    reacted = List.copyOf(reacted);
  }

  /// One that the channel does not show yet.
  static Copy owed(ChannelRef channel, PostId post, String place) {
    return new Copy(
        channel, post, place, "", List.of(), Optional.empty(), List.of(), Optional.empty());
  }

  static String id(ChannelRef channel, PostId post) {
    return channel + "/" + post;
  }

  String id() {
    return id(channel, post);
  }

  Copy wanting(String place) {
    return new Copy(channel, post, place, shown, parts, attempt, reacted, lost);
  }

  /// Says that the next part is about to be posted, or no longer is.
  Copy trying(Optional<Instant> at) {
    return new Copy(channel, post, wanted, shown, parts, at, reacted, lost);
  }

  /// Notes a part that is there now; a part behind the last one ends an attempt.
  Copy with(int index, Part part) {
    List<Part> all = new ArrayList<>(parts);
    if (index == all.size()) {
      all.add(part);
      return new Copy(channel, post, wanted, shown, all, Optional.empty(), reacted, lost);
    }
    all.set(index, part);
    return new Copy(channel, post, wanted, shown, all, attempt, reacted, lost);
  }

  /// Without the last part.
  Copy cut() {
    return new Copy(
        channel, post, wanted, shown, parts.subList(0, parts.size() - 1), attempt, reacted, lost);
  }

  Copy showing(String place) {
    return new Copy(channel, post, wanted, place, parts, attempt, reacted, lost);
  }

  Copy given(String why) {
    return new Copy(
        channel, post, wanted, wanted, parts, Optional.empty(), reacted, Optional.of(why));
  }

  /// Notes that we answered with an emoji, or no longer do.
  Copy reacting(String emoji, boolean on) {
    List<String> all = new ArrayList<>(reacted);
    all.remove(emoji);
    if (on) {
      all.add(emoji);
    }
    return new Copy(channel, post, wanted, shown, parts, attempt, all, lost);
  }

  /// Whether the same messages are there, or tried, as in another state of it.
  boolean sameMessages(Copy other) {
    return parts.equals(other.parts)
        && attempt.equals(other.attempt)
        && reacted.equals(other.reacted)
        && lost.equals(other.lost);
  }

  /// Whether there is nothing left to do.
  boolean settled() {
    return lost.isPresent() || shown.equals(wanted);
  }
}
