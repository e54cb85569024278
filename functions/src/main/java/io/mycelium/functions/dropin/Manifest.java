package io.mycelium.functions.dropin;

import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.job.CommandLine;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.job.JobTemplate.Step;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.core.peer.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a `function.yaml` says.
///
/// @param name of the folder, the function and its one command
/// @param risk as the author sees it; without trust at least medium is assumed
/// @param writes the options of type path below which the script may write, too
/// @param run argument vector of the script, relative to the folder; with a template what it looks
///   like
/// @param work where, when and how often its jobs run
/// @param network empty when the manifest says nothing of it: none where a drone contains
/// @param template how jobs are run, when more is said of that than an argument vector
public record Manifest(
    FunctionName name,
    String summary,
    List<String> examples,
    List<Option> options,
    List<String> writes,
    Permission permission,
    Effect effect,
    Risk risk,
    List<String> run,
    Limits limits,
    Work work,
    Optional<NetworkPolicy> network,
    Optional<JobTemplate> template) {
  /// The name of the file.
  public static final String FILE = "function.yaml";

  public Manifest {
    examples = List.copyOf(examples);
    options = List.copyOf(options);
    writes = writes(writes);
    run = List.copyOf(run);
    work = work(work);
  }

  /// A manifest that an older gateway published says nothing of it.
  private static List<String> writes(@Nullable List<String> given) {
    return given == null ? List.of() : List.copyOf(given);
  }

  /// Nor of its jobs.
  private static Work work(@Nullable Work given) {
    return given == null ? Work.STANDARD : given;
  }

  /// The programs that a job may start, in the order in which they are named.
  List<String> programs() {
    if (template.isEmpty()) {
      return List.of(run.getFirst());
    }
    Stream<CommandLine> commands =
        Stream.concat(
            Stream.of(template.get().run()), template.get().setup().stream().map(Step::run));
    return commands
        .flatMap(command -> command.bySystem().values().stream())
        .map(arguments -> arguments.getFirst().texts().getFirst())
        .distinct()
        .toList();
  }

  /// What a job of the function may use at most.
  ///
  /// @param timeout wall time of a job
  /// @param memoryBytes of a job
  /// @param concurrency calls that are taken on at once, per gateway; how many jobs run at once is
  ///   the drones' matter
  /// @param processes of a job, threads included; empty for what is usual
  /// @param cpus processors that a job may keep busy; empty for all
  /// @param cpuTime processor time of a job; empty for as much as fits into the wall time
  public record Limits(
      Duration timeout,
      long memoryBytes,
      int concurrency,
      Optional<Integer> processes,
      Optional<Double> cpus,
      Optional<Duration> cpuTime) {
    public static final Limits STANDARD =
        new Limits(
            Duration.ofMinutes(5),
            512L << 20,
            16,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }
}
