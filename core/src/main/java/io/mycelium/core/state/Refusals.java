package io.mycelium.core.state;

import io.mycelium.core.reply.Reply;

/// The refusals that commits lead to, in one wording.
public final class Refusals {
  private Refusals() {}

  public static Reply.Refused taken(CommitResult.Taken taken) {
    return Reply.Refused.because(
        Reply.Reason.CONFLICT,
        "name-taken",
        "The name '%s' is taken; choose another.".formatted(taken.name()));
  }

  public static Reply.Refused guarded(CommitResult.Guarded guarded) {
    return Reply.Refused.because(
        Reply.Reason.UNAVAILABLE,
        guarded.flag().name(),
        "The workspace is frozen; an operator ends that with 'unfreeze'.");
  }

  public static Reply.Refused contended() {
    return Reply.Refused.because(
        Reply.Reason.CONFLICT, "contended", "Others changed this at the same moment; try again.");
  }

  /// The reply to a commit that created something and should have met no one.
  ///
  /// @throws RepeatedRequest when the intent was committed before
  public static Reply.Refused of(CommitResult result) {
    return switch (result) {
      case CommitResult.Committed _ ->
          throw new IllegalArgumentException("a commit that was made is no refusal");
      case CommitResult.Conflict _ -> contended();
      case CommitResult.Taken taken -> taken(taken);
      case CommitResult.Guarded guarded -> guarded(guarded);
      case CommitResult.Repeated repeated -> throw new RepeatedRequest(repeated);
      case CommitResult.Reused reused -> throw new RepeatedRequest(reused);
    };
  }
}
