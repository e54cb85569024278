package io.mycelium.functions.jobs;

import io.mycelium.core.id.Ids;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.PastRun;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.Commit;
import io.mycelium.core.text.FileName;
import io.mycelium.core.text.PlainText;
import io.mycelium.functions.peers.Mentions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the end of a job adds to its commit: the event, and in the thread one post with the result
/// and its files, or with why there are none. Also the post by which a lost drone is told of.
final class Endings {
  private static final int MOST_FILES = 20;
  private static final int LONGEST_TEXT = 40_000;
  private static final int LONGEST_FAILURE = 2_000;
  private static final int LONGEST_TYPE = 100;

  private final Ids ids;
  private final Mentions mentions;

  Endings(Ids ids, Mentions mentions) {
    this.ids = ids;
    this.mentions = mentions;
  }

  /// @param ended the job as it is at its end
  Commit.Draft add(Commit.Draft draft, JobId id, JobRecord ended) {
    Instant at = ended.course().endedAt().orElseThrow();
    String sentence = sentence(ended);
    Post post = post(ended, said(sentence, ended), at).mentioning(mentions.in(sentence));
    return Posts.add(draft.event(JobEvent.ended(id, ended)), post);
  }

  /// Adds that a run ended with its drone: nobody heard of it any more, or people shut it out.
  ///
  /// @param job whose thread tells it
  void lost(Commit.Draft draft, JobRecord job, String drone, PastRun run) {
    // A drone that was only cut off may come back, and then run it itself.
    String sentence =
        (run.code().equals(PastRun.REVOKED)
                ? "`%s` goes to another drone: the drone `%s`, which had it, was revoked."
                : "`%s` runs again: the drone `%s`, which had it, was lost.")
            .formatted(job.asked().function(), drone.replace('`', '\''));
    Content said = new Content.Said(new Reply.Text(sentence), List.of());
    Posts.add(draft, post(job, said, run.at()));
  }

  private Post post(JobRecord job, Content content, Instant at) {
    Place place = Place.of(job.asked().room()).in(job.asked().thread());
    return Post.of(ids.post(), place, Peer.SYSTEM, content, at, ids.seal());
  }

  private static Content said(String sentence, JobRecord job) {
    List<Reply.File> files =
        job.course().result().map(JobResult::files).orElse(List.of()).stream()
            .map(file -> new Reply.File(file.content(), file.name(), file.mediaType()))
            .toList();
    return new Content.Said(new Reply.Text(sentence), files);
  }

  /// The end in words. A job that says nothing is still told of.
  static String sentence(JobRecord job) {
    Course course = job.course();
    String name = job.asked().function();
    return switch (course.state()) {
      case DONE -> course.result().map(JobResult::markdown).orElse("`%s` is done.".formatted(name));
      case FAILED -> "`%s` failed: %s".formatted(name, why(course));
      case DEAD -> "`%s` was given up: %s".formatted(name, why(course));
      case CANCELLED -> cancelled(name, job);
      case WAITING, DELAYED, HELD, RUNNING ->
          throw new IllegalArgumentException("the job has not ended");
    };
  }

  /// The end for those who have the thread before them, where the whole of it stands.
  static String pointer(JobState end) {
    return switch (end) {
      case DONE -> "What it brought is in the thread.";
      case FAILED, DEAD, CANCELLED -> "The thread says why.";
      case WAITING, DELAYED, HELD, RUNNING ->
          throw new IllegalArgumentException("the job has not ended");
    };
  }

  private static String cancelled(String name, JobRecord job) {
    String reason =
        job.cancel()
            .map(JobRecord.Cancel::reason)
            .or(() -> job.course().failure().map(JobFailure::message))
            .orElse("");
    return "`%s` was cancelled%s".formatted(name, reason.isEmpty() ? "." : ": " + reason);
  }

  /// In Markdown: what the job printed keeps its lines, and nothing in it means anything.
  private static String why(Course course) {
    String message = course.failure().map(JobFailure::message).orElse("the drone gave no reason.");
    int end = message.indexOf('\n');
    return end < 0
        ? message
        : message.substring(0, end) + "\n\n" + fenced(message.substring(end + 1));
  }

  private static String fenced(String lines) {
    String fence = "```";
    while (lines.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + lines + "\n" + fence;
  }

  /// A result with bounds to what a thread is spared: a long text, many files, odd names.
  static JobResult bounded(JobResult result, String function) {
    String text = PlainText.clean(result.markdown());
    String shown =
        text.isBlank()
            ? "`%s` is done.".formatted(function)
            : text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + "\n\n… (the text goes on; it was cut here)";
    List<JobResult.Artifact> files =
        result.files().stream()
            .limit(MOST_FILES)
            .map(f ->
                new JobResult.Artifact(
                    FileName.safe(f.name(), "file"),
                    PlainText.line(f.mediaType(), LONGEST_TYPE),
                    f.content()))
            .toList();
    return new JobResult(shown, files);
  }

  /// A failure that is safe to show.
  static JobFailure bounded(JobFailure failure) {
    String message = PlainText.clean(failure.message()).strip();
    return new JobFailure(
        PlainText.line(failure.code(), 40),
        message.length() <= LONGEST_FAILURE
            ? message
            : PlainText.clean(message.substring(0, LONGEST_FAILURE)) + "…",
        failure.exit());
  }

  /// An end without a drone.
  static Course.End without(JobState state, Instant at, Optional<JobFailure> failure) {
    return new Course.End(state, at, Optional.empty(), failure);
  }

  /// For people: `42s`, `3m 20s`, `2h 5m`.
  static String spoken(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3_600
        ? "%dm %ds".formatted(seconds / 60, seconds % 60)
        : "%dh %dm".formatted(seconds / 3_600, seconds / 60 % 60);
  }
}
