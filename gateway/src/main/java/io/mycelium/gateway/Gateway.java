package io.mycelium.gateway;

import io.mycelium.bridge.drones.DroneBridge;
import io.mycelium.bridge.http.HttpBridge;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.pipeline.Attachments;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.LateNotice;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.pipeline.Uploads;
import io.mycelium.core.room.LossNotice;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.Flags;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxWorker;
import io.mycelium.functions.approvals.ApprovalSettings;
import io.mycelium.functions.dropin.Origin;
import io.mycelium.functions.dropin.PackageFolder;
import io.mycelium.functions.peers.Bootstrap;
import io.mycelium.functions.rooms.RoomsModule;
import io.mycelium.functions.schedules.ScheduleSettings;
import io.mycelium.gateway.config.Configuration;
import io.mycelium.gateway.data.DataFolder;
import io.mycelium.gateway.host.VerticleHost;
import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// One running gateway: everything that was started, in the order in which it is stopped again.
final class Gateway implements AutoCloseable {
  /// Functions that are shipped come from the same place on every gateway.
  private static final Origin SHIPPED = new Origin("0000000000000000");

  /// The shipped functions that are commands from the start. The others are trusted too, but become
  /// commands where somebody drops them in.
  private static final Set<String> LIVE = Set.of("release-notes");

  private final Configuration configuration;
  private final DataFolder folder;
  private final Storage storage;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Shutdown shutdown = new Shutdown();

  /// Known once it listens, as is where to sign in.
  private String url = "";

  private String signIn = "";

  private Gateway(
      Configuration configuration, DataFolder folder, Storage storage, InstantSource clock) {
    this.configuration = configuration;
    this.folder = folder;
    this.storage = storage;
    this.clock = clock;
  }

  /// Starts everything.
  ///
  /// @param here the folder below which the drone's jobs may read, unless configured
  /// @throws StartFailure when something is in the way; nothing stays behind
  static Gateway start(Configuration configuration, Path data, Path here, InstantSource clock) {
    DataFolder folder = DataFolder.open(data);
    Vertx vertx;
    Storage storage;
    try {
      // Loggers that are asked for by two threads before there is a logging system say so, loudly.
      LoggerFactory.getLogger(Gateway.class);
      // The store's process starts while this one loads its classes.
      CompletableFuture<Vertx> loading =
          CompletableFuture.supplyAsync(
              () -> Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2)));
      storage = Storage.open(configuration, folder, clock);
      vertx = loading.join();
    } catch (StartFailure e) {
      folder.close();
      throw e;
    }
    var gateway = new Gateway(configuration, folder, storage, clock);
    gateway.shutdown.then(folder);
    gateway.shutdown.then(storage);
    gateway.shutdown.then(() -> vertx.close().await());
    try {
      gateway.compose(vertx, here);
      return gateway;
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  private void compose(Vertx vertx, Path here) {
    var ids = new Ids(clock, random);
    EventFeed feed = EventFeed.start(storage.workspace().events());
    shutdown.then(feed);
    var base = new CompletableFuture<URI>();
    var origins = new OwnOrigins();
    var nudge = new Nudge();
    var bridges = new Bridges();
    Meters meters = Meters.of(storage.queue().jobs(), clock);
    Features features = features(feed, ids, base::join, bridges, origins, nudge, meters);
    Bootstrap bootstrap = features.peers().bootstrap(RoomsModule::first);
    PeerId operator = operator(features, bootstrap);
    var noticeboard = new Noticeboard(storage.workspace().store(), ids, clock);
    feed.onLoss(new LossNotice(noticeboard)::tell);
    var host = new VerticleHost(vertx, new LateNotice(noticeboard)::tell, clock);
    features.catalogue().begin(features.functions(), host::deploy);
    shutdown.then(features.catalogue());
    Identify identify = identify(features);
    Attachments attachments = attachments();
    Pipeline pipeline = pipeline(features, identify, attachments, host);
    Chat chat = chat(features, pipeline);
    var uploads = new Uploads(identify, attachments, storage.workspace().audit(), clock);
    bridges.start(bridging(features, pipeline, chat, uploads));
    DroneBridge drones = drones(features, feed, meters);
    HttpBridge http =
        new Surfaces(
                new Surfaces.Parts(
                    configuration,
                    storage,
                    features,
                    feed,
                    ids,
                    clock,
                    identify,
                    chat,
                    uploads,
                    meters.registry(),
                    serving -> mounts(bridges, drones, serving)))
            .listen(vertx, pipeline);
    origins.known(URI.create(http.url()), Surfaces.url(configuration.http()));
    base.complete(Surfaces.url(configuration.http()).orElseGet(() -> URI.create(http.url())));
    work(features, pipeline, chat, feed, nudge);
    shutdown.then(http::stop);
    functions(features);
    tellWhere(http.url());
    drone(here);
    url = http.url();
    signIn = bootstrap.link(operator);
  }

  private DroneBridge drones(Features features, EventFeed feed, Meters meters) {
    DroneBridge drones =
        Drones.start(
            storage,
            features.enrolment(),
            feed,
            clock,
            configuration.http().idleTimeout(),
            shutdown);
    Drones.meter(meters.registry(), drones);
    return drones;
  }

  /// For commands on this machine.
  private void tellWhere(String address) {
    folder.writeSecret(
        folder.gatewayFile(),
        Json.object().put("url", address).put("pid", ProcessHandle.current().pid()).toString());
  }

  private Features features(
      EventFeed feed,
      Ids ids,
      Supplier<URI> base,
      Bridges bridges,
      OwnOrigins origins,
      Nudge nudge,
      Meters meters) {
    var approvals =
        new ApprovalSettings(
            configuration.approvals().life(), configuration.approvals().remindAfter());
    return new Features(
        new Features.Parts(
            storage,
            feed,
            ids,
            clock,
            random,
            approvals,
            new ScheduleSettings(configuration.schedules().shortest()),
            base,
            Surfaces.url(configuration.http()),
            bridges::ports,
            bridges::tenants,
            bridges::checkups,
            shipped(),
            origins,
            nudge,
            meters.jobs()));
  }

  private static Map<String, Handler<HttpServerRequest>> mounts(
      Bridges bridges, DroneBridge drones, Serving serving) {
    Map<String, Handler<HttpServerRequest>> mounts = new HashMap<>(bridges.mounts(serving));
    mounts.put(LinkPath.MOUNT, drones.door(serving));
    return mounts;
  }

  String url() {
    return url;
  }

  /// Where the operator signs in on the web, once.
  String signIn() {
    return signIn;
  }

  /// Sees to it that somebody can use the workspace and that the key in the data folder is theirs.
  private PeerId operator(Features features, Bootstrap bootstrap) {
    String name =
        configuration.workspace().administrator().isEmpty()
            ? System.getProperty("user.name", "operator")
            : configuration.workspace().administrator();
    bootstrap.start(name).ifPresent(secret -> folder.writeSecret(folder.operatorKey(), secret));
    return holder(features)
        .orElseGet(() -> {
          folder.writeSecret(folder.operatorKey(), bootstrap.replaceKey());
          return holder(features).orElseThrow();
        });
  }

  private Optional<PeerId> holder(Features features) {
    return folder
        .read(folder.operatorKey())
        .flatMap(features.peers().authenticator()::authenticate)
        .map(Caller::id);
  }

  private Pipeline pipeline(
      Features features, Identify identify, Attachments attachments, VerticleHost host) {
    var workspace = storage.workspace();
    return new Pipeline(
        new Pipeline.Parts(
            identify,
            features.catalogue().catalogue(),
            features.catalogue().switches(),
            features.rooms().rooms(),
            workspace.store(),
            attachments,
            features.views(),
            workspace.confirmations(),
            features.approvals().desk(),
            host,
            workspace.audit(),
            clock));
  }

  /// What waits for an approval must not lose its files before the approval ends.
  private Attachments attachments() {
    var files = configuration.files();
    Duration longest = configuration.approvals().life().plus(files.unused());
    Duration used = files.retention().compareTo(longest) > 0 ? files.retention() : longest;
    return new Attachments(storage.queue().blobs(), new Attachments.Lives(files.unused(), used));
  }

  private Identify identify(Features features) {
    var limits = configuration.limits();
    return new Identify(
        features.peers().authenticator(),
        new RateLimits(limits.callsBurst(), limits.callsPerSecond(), clock),
        new RateLimits(limits.wrongKeysBurst(), limits.wrongKeysPerSecond(), clock));
  }

  private Chat chat(Features features, Pipeline pipeline) {
    return new Chat(
        new Chat.Parts(
            pipeline,
            features.catalogue().catalogue(),
            features.rooms().timeline(),
            storage.workspace().events()));
  }

  private Bridges.Parts bridging(Features features, Pipeline pipeline, Chat chat, Uploads uploads) {
    var desk =
        new Desk(
            new Desk.Parts(
                pipeline,
                chat,
                features.catalogue().catalogue(),
                features.accounts().accounts(),
                features.channels().channels(),
                storage.workspace().held(),
                uploads,
                Interpretation.start(configuration.models(), folder.models(), shutdown)));
    return new Bridges.Parts(
        configuration,
        desk,
        features.channels().channels(),
        features.accounts().accounts(),
        features.platforms().installations(),
        storage.queue().blobs(),
        features.catalogue().catalogue(),
        storage.workspace().leases(),
        Flags.of(storage.workspace().store(), clock),
        clock,
        random,
        shutdown);
  }

  private void work(Features features, Pipeline pipeline, Chat chat, EventFeed feed, Nudge nudge) {
    List<OutboxHandler> handlers =
        Stream.of(
                features.approvals().handlers(pipeline::redeem),
                features.schedules().handlers(pipeline::fire),
                features.freeze().handlers(),
                features.jobs().handlers(),
                features.channels().handlers(features.accounts().accounts(), chat::offers))
            .flatMap(List::stream)
            .toList();
    OutboxWorker outbox =
        OutboxWorker.start("outbox", storage.workspace().outbox(), handlers, clock);
    OutboxWorker relay =
        OutboxWorker.start("job-relay", storage.queue().jobs().outbox(), features.relays(), clock);
    nudge.wakes(outbox::nudge);
    feed.listen(_ -> outbox.nudge());
    Reaper reaper = Reaper.start(storage.queue().jobs(), configuration.jobs().reap());
    shutdown.then(reaper);
    shutdown.then(features.channels().plan());
    shutdown.then(relay);
    shutdown.then(outbox);
  }

  private static Set<String> shipped() {
    Optional<Path> examples = Programs.examples();
    try {
      return examples.isPresent() ? PackageFolder.digests(examples.get()) : Set.of();
    } catch (IOException e) {
      throw new StartFailure(
          "The shipped functions cannot be read (%s).".formatted(e.getMessage()));
    }
  }

  private void functions(Features features) {
    Programs.examples()
        .ifPresent(examples ->
            shutdown.then(features.catalogue().watch(examples, SHIPPED, LIVE::contains)));
    Path dropped = folder.functions();
    shutdown.then(features.catalogue().watch(dropped, Origin.of(dropped, random)));
  }

  private void drone(Path here) {
    var drone = configuration.drone();
    if (!drone.start()) {
      return;
    }
    List<Path> roots = drone.roots().isEmpty() ? List.of(here) : folders(drone.roots());
    String name = "local";
    shutdown.then(
        DroneProcess.start(
            new DroneProcess.Order(
                storage.url(),
                configuration.workspace().name(),
                name,
                folder.drone(),
                roots,
                folders(drone.writable()),
                List.of(folder.path()),
                drone.slots(),
                new DroneProcess.Lent(drone.only(), drone.idle(), drone.takeBack()))));
  }

  private static List<Path> folders(String list) {
    return Stream.of(list.split(":")).filter(name -> !name.isEmpty()).map(Path::of).toList();
  }

  /// Stops everything, last started first.
  @Override
  public void close() {
    shutdown.run();
  }
}
