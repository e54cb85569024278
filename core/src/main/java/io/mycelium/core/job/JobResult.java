package io.mycelium.core.job;

import io.mycelium.core.reply.BlobRef;
import java.util.List;

/// What a job brought.
///
/// @param markdown what to say in the thread
public record JobResult(String markdown, List<Artifact> files) {
  public JobResult {
    files = List.copyOf(files);
  }

  /// A file that the job left.
  ///
  /// @param name without folders
  public record Artifact(String name, String mediaType, BlobRef content) {}
}
