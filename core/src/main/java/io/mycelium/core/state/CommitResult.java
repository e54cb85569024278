package io.mycelium.core.state;

/// What came of a commit. Only [Committed] changed anything.
public sealed interface CommitResult {
  /// Everything was written.
  ///
  /// @param number the short number that was given out; 0 when none was asked for
  record Committed(long number) implements CommitResult {}

  /// Somebody else changed an aggregate after it was read: decide again.
  record Conflict(String kind, String id) implements CommitResult {}

  /// A name is bound to another id.
  record Taken(Lookup lookup, String name, String by) implements CommitResult {}

  /// A flag has another value.
  record Guarded(Flag flag, String actual) implements CommitResult {}

  /// The same intent was committed before.
  record Repeated(Outcome outcome) implements CommitResult {}

  /// The same request id was committed before with other arguments.
  record Reused() implements CommitResult {}
}
