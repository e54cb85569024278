package io.mycelium.gateway.host;

import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.reply.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deploys a verticle per function and sends calls to them over the event bus.
public final class VerticleHost implements FunctionHost {
  private static final Logger LOG = LoggerFactory.getLogger(VerticleHost.class);
  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setCodecName(PendingCallCodec.NAME);

  private final Vertx vertx;
  private final LateReplies late;
  private final InstantSource clock;

  /// What is deployed; replaced whole, so that calls read it without a lock.
  private volatile Map<FunctionName, Deployed> deployed = Map.of();

  private record Deployed(Function function, String deployment) {}

  public VerticleHost(Vertx vertx, LateReplies late, InstantSource clock) {
    this.vertx = vertx;
    this.late = late;
    this.clock = clock;
    vertx.eventBus().registerCodec(new PendingCallCodec());
  }

  /// Makes the verticles match the catalogue. Blocks until they do; not for an event loop.
  public synchronized void deploy(Catalogue catalogue) {
    Map<FunctionName, Deployed> next = new HashMap<>();
    for (Function function : catalogue.functions()) {
      Deployed had = deployed.get(function.name());
      next.put(
          function.name(), had != null && had.function().equals(function) ? had : begin(function));
    }
    Map<FunctionName, Deployed> before = deployed;
    deployed = Map.copyOf(next);
    before.values().stream()
        .filter(d -> !d.equals(next.get(d.function().name())))
        .forEach(d -> vertx.undeploy(d.deployment()).await());
  }

  private Deployed begin(Function function) {
    String deployment = vertx.deployVerticle(new FunctionVerticle(function, late)).await();
    LOG.debug("function {} is deployed", function.name());
    return new Deployed(function, deployment);
  }

  @Override
  public Reply run(Ready<?> call) {
    FunctionName name = call.function().name();
    if (!deployed.containsKey(name)) {
      return Reply.Refused.because(
          Reply.Reason.UNAVAILABLE,
          "function-gone",
          "The function '%s' went while it was called; 'function list' shows those there are."
              .formatted(name));
    }
    var pending = new PendingCall(call);
    vertx.eventBus().send(FunctionVerticle.address(name), pending, LOCAL);
    return pending
        .await(Duration.between(clock.instant(), call.invocation().deadline()))
        .orElseGet(() -> stillWorking(call));
  }

  private static Reply stillWorking(Ready<?> call) {
    return Reply.Refused.because(
        Reply.Reason.UNAVAILABLE,
        STILL_WORKING,
        call.command().commits()
            ? "This takes longer than usual and goes on; its end is told in the room. Asking again with the same request id is safe."
            : "This takes longer than usual; ask again in a moment.");
  }
}
