package io.mycelium.gateway.host;

import io.mycelium.core.command.Handler;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.core.state.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One function: listens at its address and runs each call on a virtual thread of its own, as many
/// at a time as its limits allow.
final class FunctionVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionVerticle.class);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private final Function function;
  private final LateReplies late;
  private final Semaphore running;

  FunctionVerticle(Function function, LateReplies late) {
    this.function = function;
    this.late = late;
    this.running = new Semaphore(function.limits().concurrency());
  }

  static String address(FunctionName name) {
    return "function." + name;
  }

  @Override
  public Future<?> start() {
    return vertx
        .eventBus()
        .<PendingCall>localConsumer(address(function.name()), message -> accept(message.body()))
        .completion();
  }

  private void accept(PendingCall pending) {
    if (!running.tryAcquire()) {
      pending.answer(full());
      return;
    }
    Thread.ofVirtual().name("function-" + function.name()).start(() -> run(pending));
  }

  private void run(PendingCall pending) {
    try {
      answer(pending, handle(pending.call()));
    } catch (RepeatedRequest e) {
      // Its quicker twin answers, or is told of.
      pending.fail(e);
    } catch (StoreUnavailable e) {
      if (!pending.fail(e)) {
        late.tell(pending.call(), unavailable());
      }
    } catch (RuntimeException e) {
      answer(pending, incident(pending.call(), e));
    } finally {
      running.release();
    }
  }

  private void answer(PendingCall pending, Reply reply) {
    if (!pending.answer(reply)) {
      late.tell(pending.call(), reply);
    }
  }

  private static <O> Reply handle(Ready<O> call) {
    Handler<O> handler = call.command().handler();
    return handler.handle(call.options(), call.invocation());
  }

  private static Reply incident(Ready<?> call, RuntimeException e) {
    String incident = call.invocation().intent().request();
    LOG.error("incident {}: '{}' failed", incident, call.command().name(), e);
    return Reply.Refused.because(
        Reply.Reason.UNAVAILABLE,
        FunctionHost.INCIDENT,
        "Something went wrong on our side; the log has it under %s. Trying again with the same request id is safe."
            .formatted(incident));
  }

  private static Reply unavailable() {
    return Reply.Refused.because(
        Reply.Reason.UNAVAILABLE, "store-unavailable", "The store does not answer right now.");
  }

  private Reply full() {
    return new Reply.Refused(
        Reply.Reason.BUSY,
        "function-full",
        "'%s' has its %d calls under way; try again in a moment."
            .formatted(function.name(), function.limits().concurrency()),
        List.of(),
        Optional.of(RETRY_AFTER),
        List.of(),
        Optional.empty());
  }
}
