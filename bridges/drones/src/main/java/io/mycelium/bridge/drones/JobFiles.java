package io.mycelium.bridge.drones;

import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.link.FileRequest;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Content that a job brings along, and files that it leaves: open to the drone that has the job.
final class JobFiles {
  /// So long a piece waits for the others of its file: 64 MiB come over a slow line meanwhile.
  private static final Duration PIECE_LIFE = Duration.ofMinutes(20);

  private final JobQueue queue;
  private final Blobs blobs;
  private final Function<InputStream, BlobRef> store;

  /// @param store keeps a file of a job
  JobFiles(JobQueue queue, Blobs blobs, Function<InputStream, BlobRef> store) {
    this.queue = queue;
    this.blobs = blobs;
    this.store = store;
  }

  /// Content that the job names, or that came of a job that it waited for.
  ///
  /// @throws Refused when the drone does not have the job, or the job not this content
  BlobRef named(Visitor by, HeldJob of, String digest) {
    JobSpec spec = held(by, of).spec();
    boolean own =
        spec.packageDigest().equals(digest)
            || spec.files().values().stream().anyMatch(file -> file.digest().equals(digest));
    if (!own && inputs(spec).noneMatch(digest::equals)) {
      throw Refused.missing();
    }
    return blobs.find(digest).orElseThrow(Refused::missing);
  }

  private Stream<String> inputs(JobSpec spec) {
    return spec.plan().after().jobs().stream()
        .flatMap(id -> queue.find(id).stream())
        .flatMap(job -> job.result().stream())
        .map(JobResult::files)
        .flatMap(List::stream)
        .map(file -> file.content().digest());
  }

  private Job held(Visitor by, HeldJob of) {
    return queue
        .find(of.job())
        .filter(job -> job.state() == JobState.RUNNING)
        .filter(job -> job.drone().filter(by.drone()::equals).isPresent())
        .filter(job -> job.fence() == of.fence())
        .orElseThrow(Refused::notHeld);
  }

  /// Keeps a piece of a file for a while.
  ///
  /// @throws Refused when it is not what its digest says
  BlobRef piece(Visitor by, HeldJob of, String digest, byte[] content) {
    held(by, of);
    BlobRef kept = blobs.store(new ByteArrayInputStream(content), PIECE_LIFE);
    if (!kept.digest().equals(digest)) {
      throw Refused.broken();
    }
    return kept;
  }

  /// Puts a file together. The same again gives the same.
  ///
  /// @throws Refused when a piece is missing, or it is not what its digest says
  BlobRef file(Visitor by, HeldJob of, FileRequest told) {
    held(by, of);
    BlobRef kept =
        store.apply(
            new SequenceInputStream(
                Collections.enumeration(told.pieces().stream().map(this::opened).toList())));
    if (!kept.digest().equals(told.digest())) {
      throw Refused.broken();
    }
    return kept;
  }

  private InputStream opened(String piece) {
    return Optional.of(piece)
        .filter(HeldJob::isDigest)
        .flatMap(blobs::open)
        .orElseThrow(Refused::missing);
  }
}
