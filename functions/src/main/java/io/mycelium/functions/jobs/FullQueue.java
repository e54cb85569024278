package io.mycelium.functions.jobs;

import io.mycelium.core.job.Submitted;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;

/// What a caller is told whose job has no room.
final class FullQueue {
  private FullQueue() {}

  static Reply.Refused refusal(Submitted.Full full) {
    String words =
        switch (full.what()) {
          case QUEUE ->
              "The queue has %d open jobs, as many as it takes; try again in %d s. An operator raises that with the setting jobs.most-open."
                  .formatted(full.limit(), full.retryAfter().toSeconds());
          case ROOM ->
              "This room has %d open jobs, as many as one room may; try again in %d s, or cancel some. An operator raises that with the setting jobs.most-open-of-room."
                  .formatted(full.limit(), full.retryAfter().toSeconds());
          case CLASSES ->
              "Jobs with %d different requirements wait, as many as the queue takes; try again in %d s."
                  .formatted(full.limit(), full.retryAfter().toSeconds());
        };
    return new Reply.Refused(
        Reply.Reason.BUSY,
        "queue-full",
        words,
        List.of(),
        Optional.of(full.retryAfter()),
        List.of(),
        Optional.empty());
  }
}
