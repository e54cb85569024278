package io.mycelium.functions.schedules;

import io.mycelium.core.function.Switches;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import java.util.Optional;
import java.util.Set;

/// What the answer to a call means to the schedule that made it.
sealed interface Verdict {
  /// Nothing is known yet.
  record Working() implements Verdict {}

  /// It could not run now; what is in the way goes by itself.
  record Later(String why) implements Verdict {}

  /// It cannot run any more as it was made.
  record Halt(String why) implements Verdict {}

  /// This one is over.
  ///
  /// @param why for people; empty when there is nothing to say
  /// @param answer what is to be told where the call was made
  record Over(Firing.Came came, String why, Optional<Subject> led, Optional<Reply> answer)
      implements Verdict {}

  /// The codes of refusals that the next slot would meet as well.
  Set<String> LASTING = Set.of("not-permitted", "unknown-room", "changed", "confirm");

  /// What an operator ends, or nobody knows how.
  Set<String> NOT_PASSING = Set.of(Switches.CODE, FunctionHost.INCIDENT);

  /// Reads an answer.
  ///
  /// @param tells whether the answer is all that comes of the call. What changes something shows
  ///   that by itself
  static Verdict of(Reply reply, boolean tells) {
    return switch (reply) {
      case Reply.Refused refused -> of(refused);
      case Reply.Accepted(var subject, _) ->
          new Over(Firing.Came.LED, "", Optional.of(subject), Optional.empty());
      case Reply.Private _ -> ran("The answer is for one person alone and was not shown.");
      case Reply.Text _, Reply.Card _, Reply.Table _, Reply.Form _, Reply.File _ ->
          tells ? new Over(Firing.Came.RAN, "", Optional.empty(), Optional.of(reply)) : ran("");
    };
  }

  private static Over ran(String why) {
    return new Over(Firing.Came.RAN, why, Optional.empty(), Optional.empty());
  }

  private static Verdict of(Reply.Refused refused) {
    if (refused.code().equals(FunctionHost.STILL_WORKING)) {
      return new Working();
    }
    if (LASTING.contains(refused.code())) {
      return new Halt(refused.message());
    }
    return passes(refused)
        ? new Later(refused.message())
        : new Over(Firing.Came.REFUSED, refused.message(), Optional.empty(), Optional.empty());
  }

  private static boolean passes(Reply.Refused refused) {
    return switch (refused.reason()) {
      case BUSY -> true;
      case UNAVAILABLE -> !NOT_PASSING.contains(refused.code());
      case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REUSED, UNCONFIRMED -> false;
    };
  }
}
