package io.mycelium.core.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.trace.TraceContext;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Work for a drone, complete in itself: data, never code or a command line to be parsed.
///
/// @param function whose work it is, for people
/// @param packageDigest the blob that holds the function's folder
/// @param run argument vector, relative to the package's folder
/// @param options canonical; the script's standard input, where each file is a path
/// @param readable absolute paths that the script may read, if they lie below the drone's roots
/// @param writable absolute paths that the script may change, if they lie below what jobs may write
///   on that drone
/// @param files what the script finds in its folder, by the name of the option
/// @param requirements what the drone has to be like
/// @param trusted whether a drone that cannot contain it may run it too
/// @param thread where its lines, result and files are posted
/// @param plan when it runs, and how often
/// @param template what is run in place of `run`, if there is one
/// @param trace what the call was traced by; the work is told, and the queue does not look at it
public record JobSpec(
    JobId id,
    String function,
    String packageDigest,
    List<String> run,
    ObjectNode options,
    List<String> readable,
    List<String> writable,
    SortedMap<String, FileRef> files,
    Requirements requirements,
    boolean trusted,
    JobLimits limits,
    JobPriority priority,
    RoomId room,
    PostId thread,
    PeerId requester,
    Instant askedAt,
    Plan plan,
    Optional<JobTemplate> template,
    Optional<TraceContext> trace) {
  public JobSpec {
    run = List.copyOf(run);
    readable = List.copyOf(readable);
    writable = paths(writable);
    files = files(files);
  }

  /// A job that an older gateway put into the queue says nothing of what it writes.
  private static List<String> paths(@Nullable List<String> given) {
    return given == null ? List.of() : List.copyOf(given);
  }

  /// A job that an older gateway put into the queue says nothing of files.
  private static SortedMap<String, FileRef> files(@Nullable SortedMap<String, FileRef> given) {
    return Collections.unmodifiableSortedMap(
        given == null ? new TreeMap<>() : new TreeMap<>(given));
  }

  /// The tag that a job without trust requires of its drone.
  public static final String CONTAINED = "contained";

  /// All that it asks of its drone: without trust, also to be contained.
  public Requirements asked() {
    return trusted ? requirements : requirements.and(CONTAINED);
  }

  /// The line in which it waits.
  public JobClass jobClass() {
    return asked().jobClass();
  }
}
