package io.mycelium.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mycelium.bridge.http.CannotListen;
import io.mycelium.bridge.http.HttpBridge;
import io.mycelium.bridge.http.ReadinessCheck;
import io.mycelium.bridge.http.Settings;
import io.mycelium.bridge.web.WebBridge;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.id.Ids;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.pipeline.FreezeState;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.Uploads;
import io.mycelium.core.state.EventFeed;
import io.mycelium.gateway.config.Configuration;
import io.mycelium.serving.Credentials;
import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The surfaces, all on one server.
final class Surfaces {
  /// What they serve.
  ///
  /// @param meters what is measured
  /// @param mounts what further bridges answer, by address
  record Parts(
      Configuration configuration,
      Storage storage,
      Features features,
      EventFeed feed,
      Ids ids,
      InstantSource clock,
      Identify identify,
      Chat chat,
      Uploads uploads,
      PrometheusMeterRegistry meters,
      Function<Serving, Map<String, Handler<HttpServerRequest>>> mounts) {
    Configuration.Http http() {
      return configuration.http();
    }

    Sessions sessions() {
      return features.peers().sessions();
    }
  }

  private final Parts has;

  Surfaces(Parts parts) {
    this.has = parts;
  }

  /// Begins to serve.
  ///
  /// @throws StartFailure when the address cannot be had
  HttpBridge listen(Vertx vertx, Pipeline pipeline) {
    var credentials = new Credentials(has.sessions(), url(has.http()));
    var web =
        new WebBridge(
            new io.mycelium.bridge.web.Parts(
                has.identify(),
                has.sessions(),
                credentials,
                has.chat(),
                has.ids(),
                has.configuration().workspace().name()));
    var parts =
        new io.mycelium.bridge.http.Parts(
            pipeline,
            has.identify(),
            credentials,
            has.features().catalogue().catalogue(),
            has.storage().workspace().events(),
            has.feed(),
            has.features().rooms().rooms(),
            has.uploads(),
            has.storage().workspace().presence(),
            has.storage().queue().blobs(),
            has.ids(),
            has.clock(),
            List.of(new ReadinessCheck("store", this::storeTrouble)),
            serving -> all(web.mounts(serving), has.mounts().apply(serving)),
            has.meters());
    try {
      return HttpBridge.start(vertx, settings(has.http()), parts);
    } catch (CannotListen e) {
      throw new StartFailure(
          switch (e.why()) {
            case PORT_IN_USE ->
                "Port %d on %s is in use; stop the program that uses it, or choose another port with --port."
                    .formatted(has.http().port(), has.http().host());
            case NOT_ALLOWED, UNKNOWN_ADDRESS -> String.valueOf(e.getMessage());
          });
    }
  }

  private static Map<String, Handler<HttpServerRequest>> all(
      Map<String, Handler<HttpServerRequest>> web,
      Map<String, Handler<HttpServerRequest>> bridges) {
    Map<String, Handler<HttpServerRequest>> all = new HashMap<>(web);
    all.putAll(bridges);
    return all;
  }

  /// Where people reach the gateway, if that is not where it listens.
  static Optional<URI> url(Configuration.Http http) {
    return Optional.of(http.url()).filter(url -> !url.isEmpty()).map(URI::create);
  }

  /// The bridge's settings; it takes every value that the configuration allows.
  static Settings settings(Configuration.Http http) {
    var standard = Settings.standard();
    return new Settings(
        http.host(),
        http.port(),
        Math.toIntExact(http.maxBody().bytes()),
        http.maxUpload().bytes(),
        http.maxCalls(),
        http.maxStreams(),
        http.maxStreamsPerPeer(),
        standard.streamBacklogBytes(),
        standard.heartbeat(),
        standard.headerTimeout(),
        standard.bodyTimeout(),
        http.idleTimeout(),
        standard.drain(),
        url(http).map(URI::getHost).map(Set::of).orElse(Set.of()),
        Set.of());
  }

  /// A read that every gateway makes anyway; a store that is away throws.
  private Optional<String> storeTrouble() {
    has.storage().workspace().store().flag(FreezeState.FLAG);
    return Optional.empty();
  }
}
