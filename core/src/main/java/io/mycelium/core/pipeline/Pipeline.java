package io.mycelium.core.pipeline;

import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Switches;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.text.PlainText;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of every call from every surface: authenticate, limit, resolve, parse, authorise,
/// repeat, attach, gate, handle. Blocks; call it on a virtual thread.
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /// What the steps work with.
  public record Parts(
      Identify identify,
      Catalogue.Source catalogue,
      Switches switches,
      Rooms rooms,
      AggregateStore store,
      Attachments attachments,
      SubjectViews views,
      Confirmations confirmations,
      ApprovalDesk approvals,
      FunctionHost host,
      AuditTrail audit,
      InstantSource clock) {}

  private final Parts parts;
  private final Resolve resolve;
  private final Parse parse;
  private final Authorise authorise;
  private final Repeat repeat;
  private final Gate gate;

  public Pipeline(Parts parts) {
    this.parts = parts;
    this.resolve = new Resolve(parts.catalogue());
    this.parse = new Parse(parts.clock());
    this.authorise = new Authorise(parts.rooms());
    this.repeat = new Repeat(parts.store(), parts.views());
    this.gate = new Gate(parts.switches(), parts.store(), parts.confirmations(), parts.approvals());
  }

  /// Runs one call to its reply. Never throws for what a caller can cause.
  public Reply run(Request request) {
    try {
      Step<Caller> caller =
          parts
              .identify()
              .authenticate(request.secret(), request.origin())
              .then(parts.identify()::limit);
      Reply reply = last(caller.then(c -> through(request, c)));
      audit(request, caller, reply);
      return reply;
    } catch (StoreUnavailable e) {
      LOG.warn("request {}: the store is unavailable: {}", request.id(), e.getMessage());
      return Reply.Refused.because(
          Reply.Reason.UNAVAILABLE,
          "store-unavailable",
          "The store does not answer right now. Try again with the same request id; nothing is done twice.");
    }
  }

  private Step<Reply> through(Request request, Caller caller) {
    return resolve
        .apply(request, caller)
        .then(parse::apply)
        .then(authorise::apply)
        .then(repeat::apply)
        .then(parts.attachments()::apply)
        .then(call -> unlessRepeated(caller, () -> gate.apply(call).then(this::handle)));
  }

  /// The steps that commit, the gate when it takes a call down and the handler, may find that the
  /// same request was quicker.
  private Step<Reply> unlessRepeated(Caller caller, Supplier<Step<Reply>> committing) {
    try {
      return committing.get();
    } catch (RepeatedRequest e) {
      return new Step.Go<>(repeat.answer(e.earlier(), caller));
    }
  }

  private Step<Reply> handle(Ready<?> call) {
    Reply reply = parts.host().run(call);
    Invocation by = call.invocation();
    return new Step.Go<>(
        reply instanceof Reply.Refused refused && mayBeDone(call, refused)
            ? repeat.earlier(by.intent(), by.caller()).orElse(reply)
            : reply);
  }

  /// A handler looks before it commits, and refuses what the same request, quicker on another
  /// thread or gateway, has done meanwhile. A full function has not looked at all.
  private static boolean mayBeDone(Ready<?> call, Reply.Refused refused) {
    return call.command().commits() && refused.reason() != Reply.Reason.BUSY;
  }

  private static Reply last(Step<Reply> step) {
    return switch (step) {
      case Step.Go<Reply>(var reply) -> reply;
      case Step.Stop<Reply>(var reply) -> reply;
    };
  }

  /// Changes are in the event log; what was refused and which sensitive things were read is kept
  /// here.
  private void audit(Request request, Step<Caller> caller, Reply reply) {
    Optional<String> outcome =
        switch (reply) {
          case Reply.Refused refused ->
              kept(refused) ? Optional.of("refused:" + refused.code()) : Optional.empty();
          default ->
              parts
                  .catalogue()
                  .current()
                  .find(request.command())
                  .filter(e -> e.command().audited() && e.command().effect() == Effect.READ)
                  .map(_ -> "read");
        };
    if (outcome.isPresent()) {
      String who = caller instanceof Step.Go<Caller>(var known) ? known.id().value() : "anonymous";
      parts
          .audit()
          .add(
              new AuditTrail.Entry(
                  parts.clock().instant(),
                  who,
                  PlainText.line(request.command(), 70),
                  Parse.room(request.room()),
                  PlainText.line(request.id(), 100),
                  outcome.get()));
    }
  }

  private static boolean kept(Reply.Refused refused) {
    return refused.reason() != Reply.Reason.BUSY
        && refused.reason() != Reply.Reason.UNCONFIRMED
        && !refused.code().equals(FunctionHost.STILL_WORKING);
  }

  /// Runs a call that was granted, under the approval's id: permission, stop, freeze and definition
  /// are checked again, the approval is not asked for again. A call that ran before is answered
  /// with what came of it, whatever has changed since.
  public Reply redeem(Granted granted) {
    return repeat
        .earlier(granted.intent(parts.clock().instant()), granted.caller())
        .orElseGet(() -> run(granted));
  }

  private Reply run(Granted granted) {
    Optional<Catalogue.Entry> entry =
        parts
            .catalogue()
            .fresh()
            .find(granted.call().command().dashed())
            .filter(e -> e.command().definition().equals(granted.call().definition()));
    if (entry.isEmpty()) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT,
          "changed",
          "'%s' has changed since it was asked for; ask again."
              .formatted(granted.call().command()));
    }
    var resolved =
        new Resolved(
            granted.request(), granted.caller(), entry.get().function(), entry.get().command());
    return last(
        parse
            .apply(resolved)
            .then(call -> new Step.Go<Ready<?>>(granted.mark(call)))
            .then(authorise::apply)
            .then(repeat::apply)
            .then(parts.attachments()::apply)
            .then(gate::granted)
            .then(call -> unlessRepeated(granted.caller(), () -> handle(call))));
  }
}
