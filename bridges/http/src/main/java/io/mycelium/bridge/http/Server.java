package io.mycelium.bridge.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Serving;
import io.mycelium.serving.SlowClients;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The server on its event loop, and what it is made of.
final class Server extends VerticleBase {
  private final Settings settings;
  private final Parts parts;
  private final EventHub hub;
  private final StreamSlots slots;
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private Calls calls;
  private Front front;
  private HttpServer http;

  // Vert.x calls init before everything else.
  @SuppressWarnings("NullAway.Init")
  Server(Settings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
    this.slots = new StreamSlots(settings.maxStreams(), settings.maxStreamsPerPeer());
    this.hub = new EventHub(parts, settings);
  }

  @Override
  public void init(Vertx vertx, Context context) {
    super.init(vertx, context);
    calls = new Calls(settings.maxCalls(), context);
    var slow = new SlowClients(settings.headerTimeout(), settings.bodyTimeout());
    var serving = new Serving(calls, slow, settings.maxBodyBytes());
    var metrics = new CallMetrics(parts.metrics(), parts.catalogue());
    front =
        new Front(
            settings,
            slow,
            new Commands(parts, settings, calls, metrics, slow),
            new Upload(parts, settings, calls, slow, context),
            new Blob(parts, calls),
            routes(),
            new Mounts(parts.mounts().apply(serving), slow));
    http = vertx.createHttpServer(options());
    var dates = new Dates(parts.clock());
    http.requestHandler(
            request -> {
              request.response().putHeader(HttpHeaders.DATE, dates.now());
              front.handle(request);
            })
        .connectionHandler(slow::opened);
    slow.watch(vertx);
    meters(parts.metrics());
  }

  @Override
  public Future<?> start() {
    return http.listen();
  }

  @Override
  public Future<?> stop() {
    return http.close();
  }

  int port() {
    return http.actualPort();
  }

  /// Lets running calls end and closes the streams; after that there is nothing left to serve.
  void drain() {
    front.stop();
    calls.drain(settings.drain());
    release();
  }

  /// Lets go of what is not Vert.x's.
  void release() {
    hub.close();
    collector.close();
  }

  private Map<String, Front.Route> routes() {
    var health = new Health(parts.checks(), parts.feed(), calls);
    var catalog =
        new Documents(
            parts.catalogue(), calls, now -> CatalogJson.print(now, settings.maxUploadBytes()));
    var openApi = new Documents(parts.catalogue(), calls, OpenApi::print);
    return Map.of(
        Routes.EVENTS, new Events(parts, settings, calls, hub, slots, context)::serve,
        Routes.CATALOG, catalog::serve,
        Routes.OPENAPI, openApi::serve,
        Routes.HEALTH, health::alive,
        Routes.READY, health::ready,
        Routes.METRICS, this::scrape);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private void meters(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
    Gauge.builder("mycelium.http.calls.running", calls, Calls::running)
        .description("Calls that run now")
        .register(registry);
    Gauge.builder("mycelium.http.streams", slots, StreamSlots::taken)
        .description("Event streams that are open")
        .register(registry);
  }

  private void scrape(HttpServerRequest request) {
    calls.answer(
        request,
        "metrics",
        () ->
            new Answer(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                Buffer.buffer(parts.metrics().scrape()),
                Map.of()));
  }
}
