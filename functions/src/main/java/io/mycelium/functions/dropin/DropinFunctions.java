package io.mycelium.functions.dropin;

import io.mycelium.core.function.Function;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.jobs.StartJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The live dropped-in functions as something to be called. A function that did not change stays
/// the same object, so that whoever deploys functions can tell.
public final class DropinFunctions {
  private final Dropins dropins;
  private final StartJob jobs;
  private final Blobs blobs;

  /// Guarded by `this`; what [#live] gave last.
  private Map<Dropin.Live, Function> last = Map.of();

  public DropinFunctions(Dropins dropins, StartJob jobs, Blobs blobs) {
    this.dropins = dropins;
    this.jobs = jobs;
    this.blobs = blobs;
  }

  /// As the store has them now.
  public synchronized List<Function> live() {
    Map<Dropin.Live, Function> next = new HashMap<>();
    List<Function> functions =
        dropins.all().stream()
            .map(Stored::state)
            .flatMap(dropin -> dropin.live().stream())
            .map(live -> next.computeIfAbsent(live, this::function))
            .toList();
    last = next;
    return functions;
  }

  private Function function(Dropin.Live live) {
    Function had = last.get(live);
    return had != null ? had : RunDropin.function(live, jobs, blobs);
  }
}
