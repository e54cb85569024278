package io.mycelium.drone.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.json.Json;
import io.mycelium.core.trace.TraceContext;
import io.mycelium.drone.sandbox.AllowedPaths;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.Input;
import io.mycelium.drone.sandbox.Limits;
import io.mycelium.drone.sandbox.PathDecision;
import io.mycelium.drone.sandbox.ResourceControl;
import io.mycelium.drone.sandbox.Run;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes a run of a job, or says why this drone does not run it. Safe for use by many threads.
final class Preparation {
  /// What the variables that a drone sets begin with.
  private static final String OURS = "MYCELIUM_";

  private final String system;
  private final Containment containment;
  private final PolicyCheck policy;
  private final PackageCache packages;
  private final InputFiles files;
  private final List<Path> masked;
  private final AllowedPaths readable;
  private final AllowedPaths writable;

  /// Prepares for one drone.
  ///
  /// @param system this machine's, as a tag
  Preparation(
      AgentSettings settings,
      String system,
      Containment containment,
      ResourceControl control,
      PackageCache packages,
      InputFiles files) {
    this.system = system;
    this.containment = containment;
    this.policy = new PolicyCheck(containment, control);
    this.packages = packages;
    this.files = files;
    this.masked =
        Stream.concat(Stream.of(settings.data()), settings.masked().stream()).distinct().toList();
    this.readable = AllowedPaths.toRead(settings.roots(), masked);
    this.writable = AllowedPaths.toWrite(settings.writable(), masked);
  }

  /// What came of it.
  sealed interface Prepared {
    /// It can be run.
    ///
    /// @param setup what has to end well before
    record Ready(List<Step> setup, Run run) implements Prepared {
      /// Something that is run before.
      ///
      /// @param name for people
      record Step(String name, Run run) {}
    }

    /// This drone may not, or cannot, do what the job asks for; others may.
    record NotHere(JobFailure why) implements Prepared {}

    record Refused(JobFailure failure) implements Prepared {
      static Refused of(String code, String message) {
        return new Refused(new JobFailure(code, message));
      }
    }
  }

  /// @param work the job's own folder, empty
  /// @throws io.mycelium.core.state.StoreUnavailable when the package or a file cannot be had now;
  ///   the folder may hold a part then
  Prepared prepare(Claimed claimed, Path work) throws IOException, InterruptedException {
    JobSpec job = claimed.job();
    Optional<JobFailure> refused = policy.against(job);
    if (refused.isPresent()) {
      return new Prepared.Refused(refused.get());
    }
    Map<String, Path> read = new LinkedHashMap<>();
    Map<String, Path> written = new LinkedHashMap<>();
    Optional<String> against =
        decided(readable, job.readable(), read)
            .or(() -> decided(writable, job.writable(), written));
    if (against.isPresent()) {
      return new Prepared.NotHere(new JobFailure("path-refused", against.get()));
    }
    Optional<JobFailure> incomplete = unpacked(claimed, work);
    if (incomplete.isPresent()) {
      return new Prepared.Refused(incomplete.get());
    }
    Run bare =
        run(claimed, options(job, seen(work), read, written), work)
            .withReadable(List.copyOf(read.values()))
            .withWritable(List.copyOf(written.values()));
    return job.template()
        .map(template -> filled(bare, template, options(job, seen(work), read, written), work))
        .orElseGet(() -> new Prepared.Ready(List.of(), bare));
  }

  /// In place of the script what the template says.
  private Prepared filled(Run bare, JobTemplate template, ObjectNode options, Path work) {
    FilledTemplate filled;
    try {
      filled = FilledTemplate.of(template, system, options, bare.environment());
    } catch (FilledTemplate.Unfillable e) {
      return e.failure().code().equals(FilledTemplate.OTHER_SYSTEM)
          ? new Prepared.NotHere(e.failure())
          : new Prepared.Refused(e.failure());
    }
    Map<String, String> variables = new LinkedHashMap<>(bare.environment());
    filled
        .environment()
        .forEach((name, value) -> {
          if (!ours(name)) {
            variables.put(name, value);
          }
        });
    Run run = bare.withEnvironment(variables);
    return new Prepared.Ready(
        filled.setup().stream()
            .map(step ->
                new Prepared.Ready.Step(
                    step.name(), run.withArgv(argv(step.argv(), work)).withStdin(Input.none())))
            .toList(),
        run.withArgv(argv(filled.argv(), work)));
  }

  /// A trace is the caller's, whatever the function says.
  private static boolean ours(String name) {
    return name.startsWith(OURS) || TraceContext.VARIABLES.contains(name);
  }

  /// Adds the real path of each to `allowed`.
  ///
  /// @return why one of them is not allowed
  private static Optional<String> decided(
      AllowedPaths rules, List<String> asked, Map<String, Path> allowed) {
    for (String path : asked) {
      switch (rules.decide(path)) {
        case PathDecision.Allowed(Path real) -> allowed.put(path, real);
        case PathDecision.Refused(String reason) -> {
          return Optional.of(reason);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<JobFailure> unpacked(Claimed claimed, Path work)
      throws IOException, InterruptedException {
    JobSpec job = claimed.job();
    try {
      if (!packages.unpack(job.packageDigest(), work)) {
        return Optional.of(
            new JobFailure(
                "package-missing",
                "The package of %s is not in the store any more.".formatted(job.function())));
      }
      Files.createDirectory(work.resolve(Artifacts.OUT));
      return files.fetch(claimed, work, seen(work));
    } catch (FileAlreadyExistsException e) {
      return Optional.of(
          new JobFailure(
              "package-broken",
              "The package has something called in or out, which are for the job's files."));
    } catch (PackageArchive.Malformed e) {
      return Optional.of(
          new JobFailure("package-broken", "The package is refused: " + e.getMessage()));
    }
  }

  private Run run(Claimed claimed, ObjectNode options, Path work) {
    JobSpec job = claimed.job();
    boolean given = InputFiles.needed(claimed);
    return Run.of(work, argv(job.run(), work))
        .withSealed(given ? List.of(work.resolve(InputFiles.IN)) : List.of())
        .withMasked(masked.stream().flatMap(folder -> real(folder).stream()).toList())
        .withEnvironment(environment(claimed, options, work))
        .withStdin(Input.of(Json.writeBytes(options)))
        .withLimits(limits(job.limits()))
        .withNetwork(job.limits().network().orElseGet(NetworkPolicy.None::new));
  }

  private static Optional<Path> real(Path folder) {
    try {
      return Optional.of(folder.toRealPath());
    } catch (IOException e) {
      // What is not there needs no mask.
      return Optional.empty();
    }
  }

  /// A file of the package is started from there, everything else is looked for on the path.
  private static List<String> argv(List<String> run, Path work) {
    String program = run.getFirst();
    if (program.contains("/") || !Files.isRegularFile(work.resolve(program))) {
      return run;
    }
    List<String> argv = new ArrayList<>(run);
    argv.set(0, "./" + program);
    return argv;
  }

  /// The folder as the job sees it.
  private Path seen(Path work) {
    return switch (containment) {
      case Containment.Bubblewrap _ -> Path.of("/work");
      case Containment.None _ -> work;
    };
  }

  /// The options with the path of each file in its place. What is on this machine is named by its
  /// real path: the links that led there are not in a job's view.
  private static ObjectNode options(
      JobSpec job, Path seen, Map<String, Path> read, Map<String, Path> written) {
    ObjectNode options = job.options().deepCopy();
    for (var option : job.options().properties()) {
      String given = option.getValue().asText();
      Path real = read.getOrDefault(given, written.get(given));
      if (real != null) {
        options.put(option.getKey(), real.toString());
      }
    }
    job.files()
        .forEach(
            (option, file) -> options.put(option, InputFiles.place(seen, option, file).toString()));
    return options;
  }

  private Map<String, String> environment(Claimed claimed, ObjectNode options, Path work) {
    Path seen = seen(work);
    Map<String, String> variables = new LinkedHashMap<>(OptionVariables.of(options));
    variables.put("MYCELIUM_JOB_ID", claimed.job().id().value());
    variables.put("MYCELIUM_ATTEMPT", Integer.toString(claimed.attempt()));
    if (!claimed.inputs().isEmpty()) {
      variables.put(
          "MYCELIUM_INPUTS", seen.resolve(InputFiles.IN).resolve(EarlierResults.NAME).toString());
    }
    variables.put("MYCELIUM_OUT", seen.resolve(Artifacts.OUT).toString());
    variables.put("MYCELIUM_WORK", seen.toString());
    claimed.job().trace().ifPresent(trace -> variables.putAll(trace.variables()));
    variables.put("LANG", "C.UTF-8");
    // Repositories belong to somebody else than the user that a contained job is.
    variables.put("GIT_CONFIG_COUNT", "1");
    variables.put("GIT_CONFIG_KEY_0", "safe.directory");
    variables.put("GIT_CONFIG_VALUE_0", "*");
    return variables;
  }

  private static Limits limits(JobLimits asked) {
    Limits usual = Limits.defaults();
    return new Limits(
        asked.timeout(),
        // Never reached before the wall clock when nothing was asked for.
        asked
            .cpuTime()
            .orElse(asked.timeout().multipliedBy(Runtime.getRuntime().availableProcessors())),
        asked.memoryBytes(),
        asked.processes(),
        usual.openFiles(),
        asked.output(),
        usual.scratchBytes(),
        asked.cpus());
  }
}
