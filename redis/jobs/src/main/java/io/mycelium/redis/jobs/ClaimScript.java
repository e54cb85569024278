package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs `claim.lua`, and looks at the classes anew when they changed.
record ClaimScript(QueueAccess access, KnownClasses classes) {
  /// The classes may change again while they are looked at.
  private static final int TRIES = 8;

  /// What is told of each job.
  private static final int WORDS = 6;

  private static final Script<List<Object>> SCRIPT =
      QueueAccess.usualScript(
          "claim",
          ScriptResult.LIST,
          List.of(),
          "job",
          "bell",
          "lines",
          "places",
          "read",
          "promote",
          "claiming");

  /// Asks for jobs.
  ///
  /// @param call names this claim: asked again under the same name, the same jobs are given
  List<Claimed> run(Drone drone, String call, int max) {
    for (int tried = 0; tried < TRIES; tried++) {
      KnownClasses.Choice choice = classes.choice(drone.free());
      List<Object> found = ask(drone.id(), call, max, choice);
      if (found.getFirst().equals("jobs")) {
        return claimed(drone.id(), texts(found.subList(1, found.size())));
      }
      classes.learn(texts(found.subList(1, found.size())));
    }
    return List.of();
  }

  private List<Object> ask(DroneId drone, String call, int max, KnownClasses.Choice choice) {
    return access.run(
        SCRIPT,
        input -> {
          input
              .arg(drone.value())
              .arg(call)
              .arg(max)
              .arg(choice.version())
              .arg(choice.wanted().size());
          choice.wanted().forEach(input::arg);
          choice.others().forEach(input::arg);
          return input;
        });
  }

  private List<Claimed> claimed(DroneId drone, List<String> told) {
    List<Claimed> claimed = new ArrayList<>();
    for (int i = 0; i < told.size(); i += WORDS) {
      claimed.add(one(drone, told.subList(i, i + WORDS)));
    }
    return claimed;
  }

  private Claimed one(DroneId drone, List<String> told) {
    JobSpec job = JobWords.read(told.get(0));
    return new Claimed(
        job,
        new Lease(job.id(), drone, Long.parseLong(told.get(1))),
        millis(told.get(2)),
        millis(told.get(3)),
        Integer.parseInt(told.get(4)),
        told.get(5).equals("0") ? List.of() : new Inputs(access).of(job));
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  private static List<String> texts(List<?> row) {
    return row.stream().map(String::valueOf).toList();
  }
}
