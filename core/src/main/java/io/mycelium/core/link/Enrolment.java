package io.mycelium.core.link;

import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// How strangers become drones of the workspace, and prove that they are. Blocks.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface Enrolment {
  /// Notes that a drone wants to be enrolled, or tells what became of that.
  Asked ask(EnrolRequest request);

  /// What comes of asking.
  sealed interface Asked {
    record Answered(EnrolAnswer answer) implements Asked {}

    /// It is not as it says, or too many ask.
    record Refused(Reply.Refused why) implements Asked {}
  }

  /// Something to sign; empty when this is no enrolled drone.
  Optional<Challenge> challenge(ChallengeRequest request);

  /// Begins a session; empty when nothing is proven.
  Optional<Session> begin(SessionRequest request);
}
