package io.mycelium.core.job;

/// A line that a job printed.
///
/// @param id its place in the job's log, given by the queue; empty on the way there
/// @param text cleaned of control characters, without its end
public record LogLine(String id, String text) {
  public static LogLine of(String text) {
    return new LogLine("", text);
  }
}
