package io.mycelium.redis.jobs;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Turn;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.List;

/// Runs `turn.lua`.
record TurnScript(QueueAccess access, KnownClasses classes) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.usualScript(
          "turn",
          ScriptResult.LIST,
          new QueueAccess.Parts(
              List.of("closed"),
              List.of(
                  "job",
                  "bell",
                  "lines",
                  "ends",
                  "ending",
                  "places",
                  "read",
                  "promote",
                  "claiming"),
              List.of("done", "take")));

  /// Ends jobs, and asks for others.
  ///
  /// @param call names the claim: asked again under the same name, the same jobs are given
  Turn run(List<Completion> results, Drone drone, String call, int max) {
    var claim = new ClaimScript(access, classes);
    List<Object> answer =
        access.run(
            SCRIPT,
            input ->
                claim.add(
                    CompleteScript.add(input.arg(results.size()), results), drone, call, max));
    List<Claimed> jobs =
        claim
            .read(drone.id(), (List<?>) answer.get(1))
            .orElseGet(() -> claim.run(drone, call, max));
    return new Turn(CompleteScript.accepted((List<?>) answer.get(0)), jobs);
  }
}
