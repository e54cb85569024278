package io.mycelium.chatting.desk;

import io.mycelium.core.channel.Channels;
import io.mycelium.core.state.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which deeds were answered. A platform may tell twice of one, also to two gateways; it is
/// answered once. Blocks; call it on virtual threads.
public final class Answered {
  private static final Logger LOG = LoggerFactory.getLogger(Answered.class);

  private final Channels channels;

  public Answered(Channels channels) {
    this.channels = channels;
  }

  /// Whether the answer is to be shown, and nobody has shown one. Better twice than not at all.
  ///
  /// @param deed that is answered, by a name of its own
  public boolean isFirst(Answer answer, String deed) {
    return answer instanceof Answer.Silent || first(deed);
  }

  private boolean first(String deed) {
    try {
      return channels.first(deed);
    } catch (StoreUnavailable e) {
      LOG.debug("nobody can tell whether {} was answered", deed, e);
      return true;
    }
  }
}
