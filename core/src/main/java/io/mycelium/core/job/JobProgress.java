package io.mycelium.core.job;

/// How far a job is.
///
/// @param percent 0 to 100
/// @param note what it is doing, on one line
public record JobProgress(int percent, String note) {
  public JobProgress {
    percent = Math.clamp(percent, 0, 100);
  }
}
