package io.mycelium.bridge.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.id.Ids;
import io.mycelium.core.peer.Presence;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.Uploads;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventLog;
import io.mycelium.serving.Credentials;
import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What the bridge serves.
///
/// @param feed events are checked against what `identify` and `rooms` answer when the bridge gets
///   them: whatever these remember must have been forgotten by listeners that were added to the
///   feed before the bridge started
/// @param presence is told whose streams are open
/// @param ids names requests whose caller chose no name
/// @param clock tells every answer when it was made
/// @param checks what `/readyz` asks, besides the feed
/// @param mounts gives other bridges by their addresses, see [Mounts]; they get a request when host
///   and origin are checked
/// @param metrics what `/metrics` prints; the bridge adds its own and the JVM's
public record Parts(
    Pipeline pipeline,
    Identify identify,
    Credentials credentials,
    Catalogue.Source catalogue,
    EventLog log,
    EventFeed feed,
    Rooms rooms,
    Uploads uploads,
    Presence presence,
    Blobs blobs,
    Ids ids,
    InstantSource clock,
    List<ReadinessCheck> checks,
    Function<Serving, Map<String, Handler<HttpServerRequest>>> mounts,
    PrometheusMeterRegistry metrics) {
  public Parts {
    checks = List.copyOf(checks);
  }
}
