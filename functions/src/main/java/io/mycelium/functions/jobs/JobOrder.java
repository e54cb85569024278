package io.mycelium.functions.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.reply.FileRef;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a function wants a drone to do.
///
/// @param run argument vector, relative to the package
/// @param options canonical
/// @param readable absolute paths among the options
/// @param writable those of them that the script may change
/// @param files among the options, by their names
/// @param trusted whether it may also run uncontained
/// @param template what is run in place of `run`, if there is one
public record JobOrder(
    String function,
    String packageDigest,
    List<String> run,
    ObjectNode options,
    List<String> readable,
    List<String> writable,
    SortedMap<String, FileRef> files,
    boolean trusted,
    JobLimits limits,
    Requirements requirements,
    JobPriority priority,
    Plan plan,
    Optional<JobTemplate> template) {
  public JobOrder {
    run = List.copyOf(run);
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
