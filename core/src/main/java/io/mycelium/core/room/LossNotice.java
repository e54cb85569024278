package io.mycelium.core.room;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the operators which changes were acknowledged and are gone, as after the promotion of a
/// replica that did not have them yet.
public final class LossNotice {
  private static final Logger LOG = LoggerFactory.getLogger(LossNotice.class);
  private static final int MOST_NAMED = 20;

  private final Noticeboard noticeboard;

  public LossNotice(Noticeboard noticeboard) {
    this.noticeboard = noticeboard;
  }

  /// Tells it, once however many gateways saw the same. Never throws for a store that is away: that
  /// is logged.
  ///
  /// @param lost oldest first; at least one
  public void tell(List<EventRecord> lost) {
    try {
      noticeboard.post(
          Place.of(RoomId.OPERATORS), new Reply.Text(text(lost)), "lost/" + lost.getFirst().id());
    } catch (StoreUnavailable e) {
      LOG.error("{} (The operators' room could not be told: {})", text(lost), e.getMessage());
    }
  }

  private static String text(List<EventRecord> lost) {
    return """
    **Redis does not have the last changes any more.** %d are gone that were acknowledged, from %s to %s UTC: a replica that did not have them has taken its master's place.
    They concern %s. Look at these, and ask again for what is missing.\
    """
        .formatted(
            lost.size(), time(lost.getFirst().at()), time(lost.getLast().at()), subjects(lost));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString().replace('T', ' ').replace("Z", "");
  }

  private static String subjects(List<EventRecord> lost) {
    List<String> all = lost.stream().map(LossNotice::subject).distinct().toList();
    String named = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())));
    return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " more" : named;
  }

  private static String subject(EventRecord event) {
    String what =
        event.number() > 0
            ? event.subject().type() + " " + event.number()
            : "a " + event.subject().type();
    return event.room().map(room -> what + " in `" + room.value() + "`").orElse(what);
  }
}
