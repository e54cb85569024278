package io.mycelium.core.room;

import io.mycelium.core.id.Ids;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import java.time.InstantSource;

/// Says things in Mycelium's own name, each once, however many gateways want to say it.
public final class Noticeboard {
  private final AggregateStore store;
  private final Ids ids;
  private final InstantSource clock;

  public Noticeboard(AggregateStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// Posts a reply.
  ///
  /// @param cause names what the notice is about; the same cause is told once
  public void post(Place place, Reply reply, String cause) {
    var intent = Intent.system("notice/" + cause, clock.instant());
    store.commit(add(Commit.of(intent, Outcome.of(reply)), place, reply).done());
  }

  /// Adds a notice to the commit of what it tells of, so that neither is ever there without the
  /// other.
  public Commit.Draft add(Commit.Draft draft, Place place, Reply reply) {
    var said = new Content.Said(reply);
    return Posts.add(
        draft, Post.of(ids.post(), place, Peer.SYSTEM, said, clock.instant(), ids.seal()));
  }
}
