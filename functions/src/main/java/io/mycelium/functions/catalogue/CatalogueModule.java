package io.mycelium.functions.catalogue;

import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.Ids;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.dropin.DropinFunctions;
import io.mycelium.functions.dropin.Dropins;
import io.mycelium.functions.dropin.FunctionFolder;
import io.mycelium.functions.dropin.Origin;
import io.mycelium.functions.dropin.Publisher;
import io.mycelium.functions.dropin.Trust;
import io.mycelium.functions.jobs.StartJob;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The feature as the gateway composes it: the catalogue, the switches, the function `function`,
/// and the watcher of the folder of dropped-in functions.
public final class CatalogueModule implements AutoCloseable {
  /// What the feature works with.
  ///
  /// @param shipped digests of the packages that came with Mycelium; see
  ///   [io.mycelium.functions.dropin.PackageFolder#digests]
  public record Parts(
      AggregateStore store,
      Blobs blobs,
      EventFeed feed,
      StartJob jobs,
      Peers peers,
      Ids ids,
      InstantSource clock,
      Set<String> shipped) {}

  private final Parts parts;
  private final Dropins dropins;
  private final Switchboard switches;
  private final Catalogues catalogues;
  private final FunctionView view;
  private final Follower follower;
  private final EventFeed.Listener listener = this::heard;

  private final List<Watched> watched = new CopyOnWriteArrayList<>();

  private record Watched(FunctionFolder folder, Origin origin) {}

  public CatalogueModule(Parts parts) {
    this.parts = parts;
    this.dropins = new Dropins(parts.store(), this::refresh);
    this.switches = new Switchboard(parts.store(), parts.peers());
    this.catalogues = new Catalogues(new DropinFunctions(dropins, parts.jobs(), parts.blobs()));
    this.view = new FunctionView(catalogues, dropins, switches, parts.peers());
    this.follower = Follower.start("catalogue", this::refresh);
  }

  /// The present catalogue; empty until [#begin].
  public Catalogue.Source catalogue() {
    return catalogues;
  }

  public Switches switches() {
    return switches;
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("function"),
            "See and steer what can be called",
            FunctionLimits.STANDARD,
            new FunctionCommands(catalogues, dropins, switches, view).commands()));
  }

  public List<SubjectView> views() {
    return List.of(view);
  }

  /// Fills the catalogue and keeps it as the workspace has it.
  ///
  /// @param builtIn all built-in functions, [#functions] among them
  /// @param before is given each new catalogue before it becomes the present one, to deploy what is
  ///   new in it; blocks the swap
  /// @throws IllegalArgumentException when two built-in functions share a name
  public void begin(Collection<Function> builtIn, Consumer<Catalogue> before) {
    parts.feed().listen(listener);
    switches.refresh();
    catalogues.begin(builtIn, before);
  }

  /// Starts to watch a folder of functions; there may be several. After [#begin], which says what
  /// names are taken.
  ///
  /// @return ends the watch
  public FunctionFolder watch(Path folder, Origin origin) {
    return watch(folder, origin, _ -> true);
  }

  /// Starts to watch a folder of which only some are wanted; else like [#watch(Path, Origin)].
  ///
  /// @param wanted which of the folders in it are functions of this workspace, by name
  public FunctionFolder watch(Path folder, Origin origin, Predicate<String> wanted) {
    var publisher =
        new Publisher(
            new Publisher.Parts(
                dropins,
                parts.blobs(),
                new Trust(parts.store(), parts.shipped()),
                catalogues,
                new Noticeboard(parts.store(), parts.ids(), parts.clock()),
                parts.clock()),
            origin);
    FunctionFolder watcher = FunctionFolder.start(folder, wanted, publisher);
    watched.add(new Watched(watcher, origin));
    return watcher;
  }

  private void refresh() {
    switches.refresh();
    catalogues.refresh();
  }

  private void heard(EventRecord event) {
    if (!event.type().startsWith("function.")) {
      return;
    }
    follower.nudge();
    String origin = event.payload().path("origin").asText();
    if (event.type().equals("function.removed")) {
      // A name may have become free for a function that was refused for it.
      watched.stream()
          .filter(w -> !w.origin().value().equals(origin))
          .forEach(w -> w.folder().again());
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}
