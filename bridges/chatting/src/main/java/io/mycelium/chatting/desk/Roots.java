package io.mycelium.chatting.desk;

import io.mycelium.chatting.Pause;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The messages on which people answer. A platform shows a message of ours a moment before it is
/// written down here which post that is, and much earlier where its gateway died in between: who
/// answers on it meanwhile would be heard outside of the thread. Safe for many threads.
public final class Roots {
  private static final Logger LOG = LoggerFactory.getLogger(Roots.class);

  /// By then a message that was sent has been found again, or was lost.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int MOST = 1_000;

  /// Tells of a platform's messages.
  @FunctionalInterface
  public interface Platform {
    /// Whether it is one of ours that shows a post, or looks like one; nothing when the platform
    /// does not tell now. Blocks.
    Optional<Boolean> isOurs(MessageRef message);
  }

  private final Channels channels;
  private final Platform platform;
  private final Duration longest;

  /// Those for which nobody waits any more, the newest.
  private final SequencedSet<MessageRef> given = new LinkedHashSet<>();

  public Roots(Channels channels, Platform platform) {
    this(channels, platform, LONGEST);
  }

  /// @param longest for how long a root is waited for
  Roots(Channels channels, Platform platform, Duration longest) {
    this.channels = channels;
    this.platform = platform;
    this.longest = longest;
  }

  /// Waits until it is known on which post a deed is done, if it is done on a message of ours. It
  /// gives up after a while, once for each message. Blocks; call it on virtual threads.
  public void await(Visit visit) {
    visit
        .thread()
        .map(message -> new MessageRef(visit.channel(), message))
        .filter(root -> !isGiven(root))
        .ifPresent(this::await);
  }

  private void await(MessageRef root) {
    long began = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    Optional<Boolean> ours = Optional.empty();
    while (!isKnown(root)) {
      if (ours.isEmpty()) {
        ours = platform.isOurs(root);
      }
      boolean late = System.nanoTime() - began >= longest.toNanos();
      if (late || ours.filter(is -> !is).isPresent()) {
        give(root, late);
        return;
      }
      if (!Pause.over(pause)) {
        return;
      }
      pause = longer(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /// A channel that shows no room has no posts.
  private boolean isKnown(MessageRef root) {
    try {
      return channels.find(root.channel()).isEmpty() || channels.post(root).isPresent();
    } catch (StoreUnavailable e) {
      LOG.debug("the store is not there", e);
      return false;
    }
  }

  private synchronized boolean isGiven(MessageRef root) {
    return given.contains(root);
  }

  private synchronized void give(MessageRef root, boolean late) {
    given.add(root);
    if (given.size() > MOST) {
      given.removeFirst();
    }
    if (late) {
      LOG.warn("{} in {} is no post, though it looks like one", root.message(), root.channel());
    }
  }
}
