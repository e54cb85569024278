package io.mycelium.functions.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Precondition;
import io.mycelium.core.command.StartOptions;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Blobs;
import io.mycelium.functions.jobs.JobOrder;
import io.mycelium.functions.jobs.StartJob;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A dropped-in function as something to be called: the call starts a job with the package that the
/// call was made for.
final class RunDropin implements Handler<ObjectNode> {
  private final Dropin.Live dropin;
  private final StartJob jobs;
  private final Blobs blobs;

  private RunDropin(Dropin.Live dropin, StartJob jobs, Blobs blobs) {
    this.dropin = dropin;
    this.jobs = jobs;
    this.blobs = blobs;
  }

  /// The function with its one command.
  static Function function(Dropin.Live dropin, StartJob jobs, Blobs blobs) {
    Manifest manifest = dropin.manifest();
    var run = new RunDropin(dropin, jobs, blobs);
    Command<ObjectNode> command =
        new Command<>(
            CommandName.of(manifest.name().value()),
            manifest.summary(),
            manifest.examples(),
            OptionSchema.declared(StartOptions.behind(manifest.options())),
            manifest.permission(),
            manifest.effect(),
            dropin.risk(),
            false,
            Optional.of(dropin.content().digest()),
            Optional.of(new Precondition<>(OptionSchema.declared(StartOptions.ALL), run::against)),
            run);
    var limits =
        new FunctionLimits(manifest.limits().concurrency(), FunctionLimits.STANDARD.deadline());
    return new Function(manifest.name(), manifest.summary(), limits, List.of(command));
  }

  /// Naming jobs asks whether they are there.
  @Override
  public Needs needs(ObjectNode options, Invocation by) {
    return options.has(StartOptions.AFTER) ? Needs.of(Permission.JOBS_READ) : Needs.NONE;
  }

  private Optional<Reply.Refused> against(ObjectNode options, Invocation by) {
    return switch (read(options, by)) {
      case JobStart.Read.Fits _ -> Optional.empty();
      case JobStart.Read.Misfits(var why) -> Optional.of(why);
    };
  }

  private JobStart.Read read(ObjectNode options, Invocation by) {
    String name = dropin.manifest().name().value();
    return JobStart.read(
        name,
        options,
        dropin.manifest().work().deadlines(),
        job -> jobs.earlier(by.place().room(), job));
  }

  @Override
  public Reply handle(ObjectNode options, Invocation by) {
    return switch (read(options, by)) {
      case JobStart.Read.Misfits(var why) -> why;
      case JobStart.Read.Fits(var start) -> handle(JobStart.own(options), start, by);
    };
  }

  /// @param options the function's own
  private Reply handle(ObjectNode options, JobStart start, Invocation by) {
    if (kept(start).isEmpty()) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT,
          "package-gone",
          "The package of '%s' is no longer kept; the gateway that has its folder brings it back."
              .formatted(dropin.name()));
    }
    Manifest manifest = dropin.manifest();
    return jobs.start(
        new JobOrder(
            manifest.name().value(),
            dropin.content().digest(),
            manifest.run(),
            options,
            paths(manifest, options, option -> !manifest.writes().contains(option)),
            paths(manifest, options, manifest.writes()::contains),
            files(manifest.options(), options),
            dropin.trusted(),
            limits(manifest),
            requirements(manifest),
            manifest.work().priority(),
            start.on(manifest.work().plan(manifest.name().value(), options)),
            manifest.template()),
        by);
  }

  /// The package, which its job finds when it starts however late that is.
  private Optional<BlobRef> kept(JobStart start) {
    String digest = dropin.content().digest();
    return start.later()
        ? blobs.keep(digest, Publisher.LIFE.plus(start.delay()))
        : blobs.find(digest);
  }

  private static Requirements requirements(Manifest manifest) {
    Requirements asked = manifest.work().requires();
    return manifest.template().map(JobTemplate::requirements).map(asked::and).orElse(asked);
  }

  /// The paths among the values of those options that are wanted, by name.
  private static List<String> paths(
      Manifest manifest, ObjectNode values, Predicate<String> wanted) {
    return manifest.options().stream()
        .filter(option -> option.type() == OptionType.PATH && wanted.test(option.name()))
        .flatMap(option -> Optional.ofNullable(values.get(option.name())).stream())
        .map(JsonNode::textValue)
        .distinct()
        .toList();
  }

  private static SortedMap<String, FileRef> files(List<Option> options, ObjectNode values) {
    SortedMap<String, FileRef> files = new TreeMap<>();
    for (Option option : options) {
      if (option.type() == OptionType.FILE) {
        FileRef.read(values.path(option.name())).ifPresent(file -> files.put(option.name(), file));
      }
    }
    return files;
  }

  private static JobLimits limits(Manifest manifest) {
    Manifest.Limits limits = manifest.limits();
    return new JobLimits(
        limits.timeout(),
        limits.memoryBytes(),
        limits.processes().orElse(JobLimits.STANDARD.processes()),
        JobLimits.STANDARD.output(),
        limits.cpus(),
        limits.cpuTime(),
        manifest.network());
  }
}
