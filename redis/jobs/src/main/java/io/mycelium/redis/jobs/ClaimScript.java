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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
          new QueueAccess.Parts(
              List.of(),
              List.of("job", "bell", "lines", "limits", "places", "read", "promote", "claiming"),
              List.of("take")));

  /// Asks for jobs.
  ///
  /// @param call names this claim: asked again under the same name, the same jobs are given
  List<Claimed> run(Drone drone, String call, int max) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<List<Claimed>> found =
          read(
              drone.id(),
              access.run(SCRIPT, input -> input.args(words(drone, call, max)).args(choice(drone))));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return List.of();
  }

  /// What is told of a claim alone.
  static List<String> words(Drone drone, String call, int max) {
    return List.of(drone.id().value(), call, Integer.toString(max));
  }

  /// What is told of claims, and may be alike for many drones: what they can serve.
  List<String> choice(Drone drone) {
    KnownClasses.Choice choice = classes.choice(drone.free());
    return Stream.of(
            Stream.of(choice.version(), Integer.toString(choice.wanted().size())),
            choice.wanted().stream(),
            choice.others().stream())
        .flatMap(Function.identity())
        .toList();
  }

  /// Reads what is answered of it.
  ///
  /// @return empty when the classes have changed: they are known now, and it is to be asked again
  Optional<List<Claimed>> read(DroneId drone, List<?> answer) {
    List<String> told = answer.stream().skip(1).map(String::valueOf).toList();
    return switch (String.valueOf(answer.getFirst())) {
      case "usual" -> Optional.of(usual(drone, told));
      case "jobs" -> Optional.of(claimed(drone, told));
      case "classes" -> {
        classes.learn(told);
        yield Optional.empty();
      }
      default -> throw new IllegalStateException("claim.lua does not answer " + answer.getFirst());
    };
  }

  /// Jobs that never ran and waited for no others.
  private static List<Claimed> usual(DroneId drone, List<String> told) {
    Duration lease = millis(told.get(0));
    Duration beat = millis(told.get(1));
    return told.stream()
        .skip(2)
        .map(JobWords::read)
        .map(job -> new Claimed(job, new Lease(job.id(), drone, 1), lease, beat, 1, List.of()))
        .toList();
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
}
