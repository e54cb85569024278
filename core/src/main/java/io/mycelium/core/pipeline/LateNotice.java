package io.mycelium.core.pipeline;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the room that a call has ended whose caller no longer waits. What came of it is not told:
/// it may hold a secret, or belong to another room. The caller gets it by asking again under the
/// same request id.
///
/// Nothing is told of a read, which is simply made again; of a job, whose card is in the room
/// already; and of a granted call, whose approval tells its end.
public final class LateNotice {
  private static final Logger LOG = LoggerFactory.getLogger(LateNotice.class);

  private final Noticeboard noticeboard;

  public LateNotice(Noticeboard noticeboard) {
    this.noticeboard = noticeboard;
  }

  /// Tells it, once per request. Never throws for a store that is away: that is logged.
  public void tell(Ready<?> call, Reply reply) {
    if (!call.command().commits() || call.invocation().grantedBy().isPresent()) {
      return;
    }
    switch (reply) {
      case Reply.Accepted _ -> LOG.debug("the card of {} is there already", call.command().name());
      case Reply.Refused _ ->
          post(call, "could not be done. Asking again with the same request id is safe.");
      case Reply.Text _, Reply.Card _, Reply.Table _, Reply.Form _, Reply.File _, Reply.Private _ ->
          post(call, "is done. Asking again with the same request id shows what came of it.");
    }
  }

  private void post(Ready<?> call, String end) {
    Invocation by = call.invocation();
    String text =
        "`%s`, which %s asked for, took longer than usual and %s"
            .formatted(call.command().name(), by.caller().name(), end);
    String cause = "late/%s/%s".formatted(by.intent().principal(), by.intent().request());
    try {
      noticeboard.post(by.place(), new Reply.Text(text), cause);
    } catch (StoreUnavailable e) {
      LOG.warn("request {}: its late end could not be told: {}", cause, e.getMessage());
    }
  }
}
