package io.mycelium.drone.link;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobInput;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.Lease;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The jobs that a drone has: what it may have of the gateway's content hangs on them. Safe for use
/// by many threads.
final class HeldJobs {
  private final Map<Lease, Claimed> held = new ConcurrentHashMap<>();

  void add(Claimed job) {
    held.put(job.lease(), job);
  }

  void remove(Lease lease) {
    held.remove(lease);
  }

  /// A lease of any of them.
  Optional<Lease> any() {
    return held.keySet().stream().findAny();
  }

  /// The lease of a job to which the content belongs.
  Optional<Lease> naming(String digest) {
    return held.values().stream()
        .filter(job -> contents(job).anyMatch(digest::equals))
        .map(Claimed::lease)
        .findFirst();
  }

  private static Stream<String> contents(Claimed job) {
    Stream<String> own =
        Stream.concat(
            Stream.of(job.job().packageDigest()),
            job.job().files().values().stream().map(file -> file.digest()));
    Stream<String> inputs =
        job.inputs().stream()
            .map(JobInput::result)
            .flatMap(Optional::stream)
            .map(JobResult::files)
            .flatMap(files -> files.stream())
            .map(file -> file.content().digest());
    return Stream.concat(own, inputs);
  }
}
