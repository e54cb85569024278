package io.mycelium.core.pipeline;

import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The steps *authenticate* and *limit*: who calls, and not too often. Surfaces that stream use it
/// alone.
public final class Identify {
  private final Authenticator authenticator;
  private final RateLimits perPeer;
  private final RateLimits failures;

  /// @param perPeer limits known callers
  /// @param failures limits wrong secrets per origin, so that nobody can guess on
  public Identify(Authenticator authenticator, RateLimits perPeer, RateLimits failures) {
    this.authenticator = authenticator;
    this.perPeer = perPeer;
    this.failures = failures;
  }

  Step<Caller> authenticate(Optional<String> secret, String origin) {
    Optional<Caller> caller = secret.flatMap(authenticator::authenticate);
    if (caller.isPresent()) {
      return new Step.Go<>(caller.get());
    }
    return failure(origin)
        .<Step<Caller>>map(Step.Stop::new)
        .orElseGet(() ->
            Step.stop(
                Reply.Reason.UNAUTHENTICATED,
                secret.isEmpty() ? "no-key" : "unknown-key",
                secret.isEmpty()
                    ? "This call needs an API key; an operator makes one with 'invite NAME --key'."
                    : "This key is not known here, or was revoked; an operator makes a new one with 'key create'."));
  }

  /// Counts a wrong secret that something else than a call came with, such as a sign-in link.
  ///
  /// @return the refusal to answer with, when too many came from there
  public Optional<Reply.Refused> failure(String origin) {
    return failures.take(origin).map(Identify::tooMany);
  }

  Step<Caller> limit(Caller caller) {
    return perPeer
        .take(caller.id().value())
        .<Step<Caller>>map(wait -> new Step.Stop<>(tooMany(wait)))
        .orElseGet(() -> new Step.Go<>(caller));
  }

  /// Who the secret belongs to, or the refusal to answer with.
  public Identified identify(Optional<String> secret, String origin) {
    return switch (authenticate(secret, origin).then(this::limit)) {
      case Step.Go<Caller>(var caller) -> new Identified.Known(caller);
      case Step.Stop<Caller>(var reply) -> new Identified.Unknown(reply);
    };
  }

  /// Who the secret belongs to at this moment, without counting it as a call: for what a surface
  /// holds open for a caller that it has identified before.
  public Optional<Caller> still(String secret) {
    return authenticator.authenticate(secret);
  }

  /// What came of [#identify].
  public sealed interface Identified {
    record Known(Caller caller) implements Identified {}

    record Unknown(Reply reply) implements Identified {}
  }

  private static Reply.Refused tooMany(Duration wait) {
    return new Reply.Refused(
        Reply.Reason.BUSY,
        "rate-limited",
        "Too many calls; try again in %d ms.".formatted(Math.max(1, wait.toMillis())),
        List.of(),
        Optional.of(wait),
        List.of(),
        Optional.empty());
  }
}
