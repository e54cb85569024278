package io.mycelium.gateway;

import io.mycelium.bridge.slack.ManifestCommand;
import io.mycelium.chatting.text.Emoji;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PostId;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobTimes;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.functions.accounts.AccountsModule;
import io.mycelium.functions.approvals.ApprovalSettings;
import io.mycelium.functions.approvals.ApprovalsModule;
import io.mycelium.functions.audit.AuditModule;
import io.mycelium.functions.catalogue.CatalogueModule;
import io.mycelium.functions.channels.ChannelsModule;
import io.mycelium.functions.checkups.DoctorModule;
import io.mycelium.functions.drones.DronesModule;
import io.mycelium.functions.enrolment.EnrolmentModule;
import io.mycelium.functions.freeze.FreezeModule;
import io.mycelium.functions.help.HelpModule;
import io.mycelium.functions.jobs.JobsModule;
import io.mycelium.functions.peers.PeersModule;
import io.mycelium.functions.platforms.PlatformsModule;
import io.mycelium.functions.queue.QueueModule;
import io.mycelium.functions.rooms.RoomsModule;
import io.mycelium.functions.rooms.Threads;
import io.mycelium.functions.schedules.ScheduleSettings;
import io.mycelium.functions.schedules.SchedulesModule;
import io.mycelium.functions.tasks.TasksModule;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The features, wired. A new one is a line in each of the three lists.
final class Features {
  /// What they are wired with.
  ///
  /// @param address under which others reach it, if that is configured
  /// @param base where the gateway is reached; known once it listens
  /// @param ports of the platforms that there are bridges to
  /// @param tenants of these platforms, by their names
  /// @param checkups tell whether everything is as it should be
  /// @param shipped digests of the functions that came with Mycelium
  /// @param origins tells whether this gateway is reached there
  /// @param nudge says that the workspace's outbox has work
  /// @param times hears of jobs
  record Parts(
      Storage storage,
      EventFeed feed,
      Ids ids,
      InstantSource clock,
      SecureRandom random,
      ApprovalSettings approvals,
      ScheduleSettings schedules,
      Supplier<URI> base,
      Optional<URI> address,
      Supplier<? extends Collection<? extends ChannelPort<?>>> ports,
      Supplier<Map<String, Tenants>> tenants,
      Supplier<? extends Collection<Checkup>> checkups,
      Set<String> shipped,
      Predicate<GatewayOrigin> origins,
      Runnable nudge,
      JobTimes times) {
    AggregateStore store() {
      return storage.workspace().store();
    }

    JobQueue jobs() {
      return storage.queue().jobs();
    }
  }

  private final PeersModule peers;
  private final RoomsModule rooms;
  private final TasksModule tasks;
  private final ApprovalsModule approvals;
  private final FreezeModule freeze;
  private final JobsModule jobs;
  private final QueueModule queue;
  private final DronesModule drones;
  private final EnrolmentModule enrolment;
  private final CatalogueModule catalogue;
  private final SchedulesModule schedules;
  private final AuditModule audit;
  private final HelpModule help;
  private final ChannelsModule channels;
  private final AccountsModule accounts;
  private final PlatformsModule platforms;
  private final DoctorModule doctor;
  private final Supplier<? extends Collection<Checkup>> bridged;
  private final Checkup store;
  private final ManifestCommand slack;
  private final SubjectViews views;

  Features(Parts parts) {
    var known = new AtomicReference<SubjectViews>();
    peers = peers(parts);
    rooms = rooms(parts, peers.peers(), known::get, this::thread);
    approvals = approvals(parts, peers.peers(), rooms.rooms(), known::get);
    tasks = new TasksModule(parts.store(), peers.peers(), parts.ids(), parts.random());
    freeze = new FreezeModule(parts.store(), parts.jobs());
    jobs = jobs(parts, peers.peers(), rooms.rooms(), this::switches);
    queue = new QueueModule(parts.store(), parts.jobs());
    drones =
        new DronesModule(
            parts.store(),
            parts.jobs(),
            new Noticeboard(parts.store(), parts.ids(), parts.clock()),
            parts.clock());
    enrolment = enrolment(parts);
    catalogue = catalogue(parts, jobs, peers.peers());
    schedules = schedules(parts, catalogue.catalogue(), peers.peers(), known::get);
    var workspace = parts.storage().workspace();
    audit = new AuditModule(workspace.events(), workspace.audit(), peers.peers(), rooms.rooms());
    channels = channels(parts, peers.peers(), rooms);
    accounts = accounts(parts, peers, channels);
    platforms = platforms(parts, channels);
    bridged = parts.checkups();
    store = new StoreCheckup(parts.storage().redis());
    doctor = new DoctorModule(this::checkups);
    slack = new ManifestCommand(catalogue.catalogue(), parts.address());
    help = new HelpModule(catalogue.catalogue());
    views = new SubjectViews(allViews());
    known.set(views);
  }

  private static PeersModule peers(Parts parts) {
    return new PeersModule(
        new PeersModule.Parts(
            parts.store(),
            parts.feed(),
            parts.storage().workspace().presence(),
            parts.ids(),
            parts.clock(),
            parts.random(),
            parts.base()));
  }

  private static ApprovalsModule approvals(
      Parts parts, Peers peers, Rooms rooms, Supplier<SubjectViews> views) {
    var noticeboard = new Noticeboard(parts.store(), parts.ids(), parts.clock());
    return new ApprovalsModule(
        new ApprovalsModule.Parts(
            parts.store(),
            parts.feed(),
            peers,
            rooms,
            noticeboard,
            parts.ids(),
            parts.clock(),
            parts.random(),
            parts.approvals(),
            views));
  }

  private static RoomsModule rooms(
      Parts parts, Peers peers, Supplier<SubjectViews> views, Threads threads) {
    return new RoomsModule(
        new RoomsModule.Parts(
            parts.store(),
            parts.feed(),
            parts.storage().workspace().marks(),
            peers,
            parts.ids(),
            parts.random(),
            views,
            threads,
            Emoji::read));
  }

  /// Rooms and approvals need each other; this is asked only once both are there.
  private Optional<PostId> thread(Subject subject) {
    return approvals
        .thread(subject)
        .or(() -> tasks.thread(subject))
        .or(() -> schedules.thread(subject));
  }

  /// The catalogue needs the jobs; this is asked only once both are there.
  private Switches switches() {
    return catalogue.switches();
  }

  private static JobsModule jobs(
      Parts parts, Peers peers, Rooms rooms, Supplier<Switches> switches) {
    return new JobsModule(
        new JobsModule.Parts(
            parts.store(),
            parts.jobs(),
            peers,
            rooms,
            parts.ids(),
            parts.clock(),
            parts.random(),
            switches,
            parts.nudge(),
            parts.times()));
  }

  private static EnrolmentModule enrolment(Parts parts) {
    return new EnrolmentModule(
        new EnrolmentModule.Parts(
            parts.store(),
            parts.feed(),
            parts.jobs(),
            parts.storage().workspace().shortLived(),
            parts.clock(),
            parts.random(),
            parts.origins()));
  }

  private static SchedulesModule schedules(
      Parts parts, Catalogue.Source catalogue, Peers peers, Supplier<SubjectViews> views) {
    return new SchedulesModule(
        new SchedulesModule.Parts(
            parts.store(),
            catalogue,
            peers,
            new Noticeboard(parts.store(), parts.ids(), parts.clock()),
            parts.ids(),
            parts.clock(),
            parts.random(),
            parts.schedules(),
            views));
  }

  private static ChannelsModule channels(Parts parts, Peers peers, RoomsModule rooms) {
    return new ChannelsModule(
        new ChannelsModule.Parts(
            parts.store(),
            parts.feed(),
            parts.storage().workspace().events(),
            peers,
            rooms.rooms(),
            rooms.timeline(),
            parts.clock(),
            parts.ports()));
  }

  private static AccountsModule accounts(Parts parts, PeersModule peers, ChannelsModule channels) {
    return new AccountsModule(
        new AccountsModule.Parts(
            parts.store(),
            parts.feed(),
            peers.peers(),
            peers.guests(),
            channels.channels(),
            parts.clock(),
            parts.random()));
  }

  private static PlatformsModule platforms(Parts parts, ChannelsModule channels) {
    return new PlatformsModule(
        new PlatformsModule.Parts(
            parts.store(),
            parts.feed(),
            channels.channels(),
            parts.clock(),
            parts.random(),
            parts.tenants()));
  }

  private static CatalogueModule catalogue(Parts parts, JobsModule jobs, Peers peers) {
    return new CatalogueModule(
        new CatalogueModule.Parts(
            parts.store(),
            parts.storage().queue().blobs(),
            parts.feed(),
            jobs.starter(),
            peers,
            parts.ids(),
            parts.clock(),
            parts.shipped()));
  }

  private List<Checkup> checkups() {
    return Stream.concat(Stream.of(store, drones.checkup()), bridged.get().stream()).toList();
  }

  private List<SubjectView> allViews() {
    return Stream.of(
            peers.views(),
            rooms.views(),
            tasks.views(),
            approvals.views(),
            schedules.views(),
            jobs.views(),
            drones.views(),
            catalogue.views(),
            channels.views())
        .flatMap(List::stream)
        .toList();
  }

  /// For the queue's outbox.
  List<OutboxHandler> relays() {
    return Stream.concat(jobs.relays().stream(), drones.relays().stream()).toList();
  }

  List<Function> functions() {
    return Stream.of(
            help.functions(),
            tasks.functions(),
            approvals.functions(),
            schedules.functions(),
            rooms.functions(),
            jobs.functions(),
            queue.functions(),
            drones.functions(),
            enrolment.functions(),
            catalogue.functions(),
            peers.functions(),
            accounts.functions(),
            channels.functions(),
            platforms.functions(),
            doctor.functions(),
            List.of(slack.function()),
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

  SchedulesModule schedules() {
    return schedules;
  }

  FreezeModule freeze() {
    return freeze;
  }

  JobsModule jobs() {
    return jobs;
  }

  EnrolmentModule enrolment() {
    return enrolment;
  }

  CatalogueModule catalogue() {
    return catalogue;
  }

  ChannelsModule channels() {
    return channels;
  }

  PlatformsModule platforms() {
    return platforms;
  }

  AccountsModule accounts() {
    return accounts;
  }

  SubjectViews views() {
    return views;
  }
}
