package io.mycelium.functions.jobs;

import io.mycelium.core.job.Submitted;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;

/// What a caller is told whose job has no room.
final class FullQueue {
  private FullQueue() {}

  static Reply.Refused refusal(Submitted.Full full) {
    long seconds = full.retryAfter().toSeconds();
    String again =
        switch (full.what()) {
          case QUEUE ->
              "try again in %d s. An operator raises that with the setting jobs.most-open.";
          case ROOM ->
              "try again in %d s, or cancel some. An operator raises that with the setting jobs.most-open-of-room.";
          case CLASSES -> "try again in %d s.";
        };
    String words = "%s; %s".formatted(reason(full), again.formatted(seconds));
    return new Reply.Refused(
        Reply.Reason.BUSY,
        "queue-full",
        words,
        List.of(),
        Optional.of(full.retryAfter()),
        List.of(),
        Optional.empty());
  }

  /// Why one that was granted is not in the queue yet.
  static String waiting(Submitted.Full full) {
    return reason(full) + "; it comes in when there is room.";
  }

  private static String reason(Submitted.Full full) {
    return switch (full.what()) {
      case QUEUE -> "The queue has %d open jobs, as many as it takes".formatted(full.limit());
      case ROOM -> "This room has %d open jobs, as many as one room may".formatted(full.limit());
      case CLASSES ->
          "Jobs with %d different requirements wait, as many as the queue takes"
              .formatted(full.limit());
    };
  }
}
