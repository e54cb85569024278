package io.mycelium.gateway;

import io.mycelium.core.function.Function;
import io.mycelium.core.id.Ids;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.approvals.ApprovalSettings;
import io.mycelium.functions.approvals.ApprovalsModule;
import io.mycelium.functions.audit.AuditModule;
import io.mycelium.functions.catalogue.CatalogueModule;
import io.mycelium.functions.drones.DronesModule;
import io.mycelium.functions.freeze.FreezeModule;
import io.mycelium.functions.help.HelpModule;
import io.mycelium.functions.jobs.JobsModule;
import io.mycelium.functions.peers.PeersModule;
import io.mycelium.functions.rooms.RoomsModule;
import io.mycelium.functions.tasks.TasksModule;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The features, wired. A new one is a line in each of the three lists.
final class Features {
  /// What they are wired with.
  ///
  /// @param base where the gateway is reached; known once it listens
  /// @param shipped digests of the functions that came with Mycelium
  /// @param nudge says that the workspace's outbox has work
  record Parts(
      Storage storage,
      EventFeed feed,
      Ids ids,
      InstantSource clock,
      SecureRandom random,
      ApprovalSettings approvals,
      Supplier<URI> base,
      Set<String> shipped,
      Runnable nudge) {
    AggregateStore store() {
      return storage.workspace().store();
    }
  }

  private final PeersModule peers;
  private final RoomsModule rooms;
  private final TasksModule tasks;
  private final ApprovalsModule approvals;
  private final FreezeModule freeze;
  private final JobsModule jobs;
  private final DronesModule drones;
  private final CatalogueModule catalogue;
  private final AuditModule audit;
  private final HelpModule help;
  private final SubjectViews views;

  Features(Parts parts) {
    AggregateStore store = parts.store();
    var allViews = new AtomicReference<SubjectViews>();
    peers =
        new PeersModule(
            new PeersModule.Parts(
                store, parts.feed(), parts.ids(), parts.clock(), parts.random(), parts.base()));
    Peers directory = peers.peers();
    approvals =
        new ApprovalsModule(
            new ApprovalsModule.Parts(
                store,
                parts.feed(),
                directory,
                new Noticeboard(store, parts.ids(), parts.clock()),
                parts.ids(),
                parts.clock(),
                parts.random(),
                parts.approvals()));
    rooms =
        new RoomsModule(
            new RoomsModule.Parts(
                store,
                parts.feed(),
                directory,
                parts.ids(),
                parts.random(),
                allViews::get,
                approvals::thread));
    tasks = new TasksModule(store, directory, parts.ids(), parts.random());
    freeze = new FreezeModule(store, parts.storage().queue().jobs());
    jobs =
        new JobsModule(
            new JobsModule.Parts(
                store,
                parts.storage().queue().jobs(),
                directory,
                parts.ids(),
                parts.clock(),
                parts.random(),
                parts.nudge()));
    drones = new DronesModule(parts.storage().queue().jobs(), parts.clock());
    catalogue =
        new CatalogueModule(
            new CatalogueModule.Parts(
                store,
                parts.storage().queue().blobs(),
                parts.feed(),
                jobs.starter(),
                directory,
                parts.ids(),
                parts.clock(),
                parts.shipped()));
    audit =
        new AuditModule(
            parts.storage().workspace().events(), parts.storage().workspace().audit(), directory);
    help = new HelpModule(catalogue.catalogue());
    views = new SubjectViews(allViews());
    allViews.set(views);
  }

  private List<SubjectView> allViews() {
    return Stream.of(
            peers.views(),
            rooms.views(),
            tasks.views(),
            approvals.views(),
            jobs.views(),
            drones.views(),
            catalogue.views())
        .flatMap(List::stream)
        .toList();
  }

  List<Function> functions() {
    return Stream.of(
            help.functions(),
            tasks.functions(),
            approvals.functions(),
            rooms.functions(),
            jobs.functions(),
            drones.functions(),
            catalogue.functions(),
            peers.functions(),
            freeze.functions(),
            audit.functions())
        .flatMap(List::stream)
        .toList();
  }

  PeersModule peers() {
    return peers;
  }

  RoomsModule rooms() {
    return rooms;
  }

  ApprovalsModule approvals() {
    return approvals;
  }

  FreezeModule freeze() {
    return freeze;
  }

  JobsModule jobs() {
    return jobs;
  }

  CatalogueModule catalogue() {
    return catalogue;
  }

  SubjectViews views() {
    return views;
  }
}
