package io.mycelium.redis.jobs;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Turn;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import io.mycelium.redis.client.Together;
import java.util.ArrayList;
import java.util.List;

/// Runs `turn.lua`. Calls for drones that can serve the same, and that come at the same time, go
/// together. Thread-safe.
final class TurnScript {
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
                  "limits",
                  "ends",
                  "ending",
                  "places",
                  "read",
                  "promote",
                  "claiming"),
              List.of("done", "take")));

  /// Results and jobs that go together at most: more would hold up Redis for some milliseconds.
  private static final int MOST = 64;

  /// What is told of one turn.
  ///
  /// @param choice what its drone can serve
  /// @param results three words of each
  /// @param most how much there is to be done at most
  private record Told(List<String> choice, List<String> results, List<String> claim, int most) {}

  /// What is answered of one turn.
  private record Answer(List<Boolean> accepted, List<?> jobs) {}

  private final ClaimScript claim;
  private final Together<List<String>, Told, Answer> together;

  TurnScript(QueueAccess access, KnownClasses classes) {
    this.claim = new ClaimScript(access, classes);
    this.together =
        access.together(
            SCRIPT, new Together.Shape<>(MOST, Told::most), TurnScript::add, TurnScript::parts);
  }

  /// Ends jobs, and asks for others.
  ///
  /// @param call names the claim: asked again under the same name, the same jobs are given
  Turn run(List<Completion> results, Drone drone, String call, int max) {
    var told =
        new Told(
            claim.choice(drone),
            CompleteScript.words(results),
            ClaimScript.words(drone, call, max),
            Math.max(results.size(), max));
    Answer answer = StoreConnection.translated(() -> together.ask(told.choice(), told));
    List<Claimed> jobs =
        claim.read(drone.id(), answer.jobs()).orElseGet(() -> claim.run(drone, call, max));
    return new Turn(answer.accepted(), jobs);
  }

  private static ScriptInput add(ScriptInput input, List<Told> turns) {
    input.arg(turns.stream().mapToInt(turn -> turn.results().size() / CompleteScript.WORDS).sum());
    turns.forEach(turn -> input.args(turn.results()));
    input.arg(turns.size());
    turns.forEach(turn -> input.args(turn.claim()));
    return input.args(turns.getFirst().choice());
  }

  private static List<Answer> parts(List<Told> turns, List<Object> answer) {
    List<Boolean> accepted = CompleteScript.accepted((List<?>) answer.getFirst());
    List<Answer> parts = new ArrayList<>();
    int from = 0;
    for (Told turn : turns) {
      int to = from + turn.results().size() / CompleteScript.WORDS;
      parts.add(new Answer(accepted.subList(from, to), (List<?>) answer.get(parts.size() + 1)));
      from = to;
    }
    return parts;
  }
}
