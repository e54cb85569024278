package io.mycelium.cli.problem;

/// Unwinds a call that came to nothing to where its problem is shown.
public final class Stopped extends RuntimeException {
  private final transient Problem problem;

  Stopped(Problem problem) {
    super(problem.code(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
