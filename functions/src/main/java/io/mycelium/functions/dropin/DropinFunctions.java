package io.mycelium.functions.dropin;

import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.jobs.StartJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The dropped-in functions as the catalogue has them: the live ones as something to be called, and
/// why the others are not. A live one that did not change stays the same object, so that whoever
/// deploys functions can tell.
public final class DropinFunctions {
  private final Dropins dropins;
  private final StartJob jobs;
  private final Blobs blobs;

  /// Guarded by `this`; what [#known] gave last.
  private Map<Dropin.Live, Function> last = Map.of();

  public DropinFunctions(Dropins dropins, StartJob jobs, Blobs blobs) {
    this.dropins = dropins;
    this.jobs = jobs;
    this.blobs = blobs;
  }

  /// What there is of dropped-in functions.
  ///
  /// @param live what can be called
  public record Known(List<Function> live, List<Catalogue.Broken> broken) {}

  /// As the store has them now.
  public synchronized Known known() {
    List<Dropin> all = dropins.all().stream().map(Stored::state).toList();
    Map<Dropin.Live, Function> next = new HashMap<>();
    List<Function> live =
        all.stream()
            .flatMap(dropin -> dropin.live().stream())
            .map(dropin -> next.computeIfAbsent(dropin, this::function))
            .toList();
    last = next;
    return new Known(live, all.stream().flatMap(dropin -> broken(dropin).stream()).toList());
  }

  private static Optional<Catalogue.Broken> broken(Dropin dropin) {
    return dropin.problems().stream()
        .filter(_ -> dropin.state() == Dropin.State.BROKEN)
        .findFirst()
        .map(problem -> new Catalogue.Broken(dropin.folder(), problem.toString()));
  }

  private Function function(Dropin.Live live) {
    Function had = last.get(live);
    return had != null ? had : RunDropin.function(live, jobs, blobs);
  }
}
