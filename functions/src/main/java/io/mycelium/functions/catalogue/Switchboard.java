package io.mycelium.functions.catalogue;

import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.json.Json;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which functions operators have stopped. A stop goes by the function's name and outlives changes
/// of its package, its removal and its return.
public final class Switchboard implements Switches {
  private static final Lookup STOPPED = new Lookup("stopped-functions");

  /// A function's switch.
  record Switch(boolean stopped, Instant since) {
    static final Kind<Switch> KIND = new Kind<>("switch", Switch.class);
  }

  private final AggregateStore store;

  /// Replaced whole.
  private volatile Set<FunctionName> stopped = Set.of();

  public Switchboard(AggregateStore store) {
    this.store = store;
  }

  @Override
  public boolean stopped(FunctionName function) {
    return stopped.contains(function);
  }

  /// Asks the store.
  void refresh() {
    stopped =
        store.lookups(STOPPED).keySet().stream()
            .map(FunctionName::new)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Stops or starts a function, on all gateways.
  ///
  /// @return why not, if not
  /// @throws io.mycelium.core.state.RepeatedRequest when the intent was committed before
  Optional<Reply.Refused> set(FunctionName name, boolean stop, Intent intent) {
    Optional<Stored<Switch>> had = store.find(Switch.KIND, name.value());
    var next = new Switch(stop, intent.at());
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
