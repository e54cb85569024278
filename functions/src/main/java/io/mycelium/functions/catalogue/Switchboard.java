package io.mycelium.functions.catalogue;

import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Lookup;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.dropin.Dropins;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which functions operators have stopped. A stop goes by the function's name and outlives changes
/// of its package, its removal and its return.
public final class Switchboard implements Switches {
  private static final Lookup STOPPED = new Lookup("stopped-functions");

  /// A function's switch.
  ///
  /// @param by who moved it last, where that was kept
  record Switch(boolean stopped, Instant since, Optional<PeerId> by) {
    static final Kind<Switch> KIND = new Kind<>("switch", Switch.class);
  }

  private final AggregateStore store;
  private final Peers peers;

  /// Replaced whole.
  private volatile Map<FunctionName, Stop> stopped = Map.of();

  public Switchboard(AggregateStore store, Peers peers) {
    this.store = store;
    this.peers = peers;
  }

  @Override
  public Optional<Stop> heard(FunctionName function) {
    return Optional.ofNullable(stopped.get(function));
  }

  @Override
  public Optional<Stop> now(FunctionName function) {
    return store.find(Switch.KIND, function.value()).flatMap(this::stop);
  }

  /// Asks the store. One at a time: else an answer from before a stop could take the place of one
  /// from after it.
  synchronized void refresh() {
    List<String> names = List.copyOf(store.lookups(STOPPED).keySet());
    Map<FunctionName, Stop> now = new HashMap<>();
    store
        .findAll(Switch.KIND, names)
        .forEach(found -> stop(found).ifPresent(s -> now.put(new FunctionName(found.id()), s)));
    stopped = Map.copyOf(now);
  }

  private Optional<Stop> stop(Stored<Switch> stored) {
    return Optional.of(stored.state())
        .filter(Switch::stopped)
        .map(s -> new Stop(s.by().map(peers::name).orElse("an operator"), s.since()));
  }

  /// Stops or starts a function, on all gateways.
  ///
  /// @return why not, if not
  /// @throws io.mycelium.core.state.RepeatedRequest when the intent was committed before
  Optional<Reply.Refused> set(FunctionName name, boolean stop, Intent intent) {
    Optional<Stored<Switch>> had = store.find(Switch.KIND, name.value());
    var next = new Switch(stop, intent.at(), Optional.of(intent.actor()));
    var subject = Dropins.subject(name);
    Commit.Draft draft = Commit.of(intent, Outcome.of(subject));
    if (had.isPresent()) {
      draft.update(had.get(), next);
    } else {
      draft.create(Switch.KIND, name.value(), next);
    }
    if (stop) {
      draft.bind(STOPPED, name.value(), name.value());
    } else {
      draft.unbind(STOPPED, name.value());
    }
    String type = stop ? "function.stopped" : "function.started";
    var payload = Json.object().put("name", name.value()).put("stopped", stop);
    CommitResult result =
        store.commit(draft.event(new Event(type, Optional.empty(), subject, payload)).done());
    if (result instanceof CommitResult.Committed) {
      refresh();
      return Optional.empty();
    }
    return Optional.of(Refusals.of(result));
  }
}
