package io.mycelium.functions.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.job.Requirements;
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
    Command<ObjectNode> command =
        new Command<>(
            CommandName.of(manifest.name().value()),
            manifest.summary(),
            manifest.examples(),
            OptionSchema.declared(manifest.options()),
            manifest.permission(),
            manifest.effect(),
            dropin.risk(),
            false,
            Optional.of(dropin.content().digest()),
            Optional.empty(),
            new RunDropin(dropin, jobs, blobs));
    var limits =
        new FunctionLimits(manifest.limits().concurrency(), FunctionLimits.STANDARD.deadline());
    return new Function(manifest.name(), manifest.summary(), limits, List.of(command));
  }

  @Override
  public Reply handle(ObjectNode options, Invocation by) {
    if (blobs.find(dropin.content().digest()).isEmpty()) {
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
            manifest.work().plan(manifest.name().value(), options),
            manifest.template()),
        by);
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
