package io.mycelium.core.state;

/// Unwinds a handler whose request turned out to be a repeat at the moment of its commit; the
/// pipeline answers with the earlier outcome.
public final class RepeatedRequest extends RuntimeException {
  private final transient CommitResult earlier;

  public RepeatedRequest(CommitResult earlier) {
    super("the request was committed before", null, false, false);
    this.earlier = earlier;
  }

  /// [CommitResult.Repeated] or [CommitResult.Reused].
  public CommitResult earlier() {
    return earlier;
  }
}
