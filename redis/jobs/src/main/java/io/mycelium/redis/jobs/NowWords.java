package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobState;
import io.mycelium.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `jobs` or `over` has of a job; see `job.lua`.
///
/// @param outcome JSON of what came of it, where it has ended
record NowWords(List<String> words, Optional<String> outcome) {
  private static final int COUNT = 20;

  NowWords(String text) {
    this(text.split("\n", 2));
  }

  private NowWords(String[] lines) {
    this(
        List.of(lines[0].split(" ", -1)),
        lines.length == 1 ? Optional.empty() : Optional.of(lines[1]));
  }

  NowWords {
    words = List.copyOf(words);
    if (words.size() != COUNT) {
      throw new IllegalStateException("a job has %d words, not %d".formatted(COUNT, words.size()));
    }
  }

  JobState state() {
    return JobState.valueOf(words.get(0).toUpperCase(Locale.ROOT));
  }

  Optional<DroneId> owner() {
    return word(1).map(DroneId::new);
  }

  long fence() {
    return number(2);
  }

  /// Since when it waits, or until when it is delayed.
  Optional<Instant> ready() {
    return time(12);
  }

  Optional<Instant> started() {
    return time(7);
  }

  Optional<Instant> ended() {
    return time(5);
  }

  int lost() {
    return (int) number(13);
  }

  int failures() {
    return (int) number(14);
  }

  boolean cancelling() {
    return words.get(6).equals("c");
  }

  /// Of a job that is done.
  Optional<JobResult> result() {
    return outcome
        .filter(_ -> state() == JobState.DONE)
        .map(json -> Json.read(json, JobResult.class));
  }

  /// Of a job that ended without a result.
  Optional<JobFailure> failure() {
    return outcome
        .filter(_ -> state() != JobState.DONE)
        .map(json -> Json.read(json, JobFailure.class));
  }

  private long number(int place) {
    return Long.parseLong(words.get(place));
  }

  private Optional<Instant> time(int place) {
    return word(place).map(Long::parseLong).map(Instant::ofEpochMilli);
  }

  private Optional<String> word(int place) {
    return Optional.of(words.get(place)).filter(word -> !word.equals("-"));
  }
}
