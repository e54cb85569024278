package io.mycelium.drone.agent;

import io.mycelium.drone.sandbox.RunOutput;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/// Takes what a step before the work prints: all of it goes to the log, as only the work itself
/// replies.
final class StepOutput implements RunOutput {
  private final JobOutput output;

  /// Both kinds of lines come to the same place, each by a thread of its own.
  private final ReentrantLock lines = new ReentrantLock();

  StepOutput(JobOutput output) {
    this.output = output;
  }

  @Override
  public void stdout(ByteBuffer bytes) {
    output.stderr(bytes);
  }

  @Override
  public void stdoutLine(String line) {
    stderrLine(line);
  }

  @Override
  public void stderr(ByteBuffer bytes) {
    output.stderr(bytes);
  }

  @Override
  public void stderrLine(String line) {
    lines.lock();
    try {
      output.stderrLine(line);
    } finally {
      lines.unlock();
    }
  }

  @Override
  public void note(String line) {
    output.note(line);
  }
}
