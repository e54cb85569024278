package io.mycelium.core.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The state of one workspace. Reads see every commit that was acknowledged before. All methods
/// block; call them on virtual threads.
///
/// Every method throws [StoreUnavailable] when the store cannot be reached; for [#commit] the
/// outcome is then unknown, and the same commit may be tried again.
public interface AggregateStore {
  CommitResult commit(Commit commit);

  /// What came of the intent, if it was committed before: [CommitResult.Repeated] or
  /// [CommitResult.Reused].
  Optional<CommitResult> earlier(Intent intent);

  <S> Optional<Stored<S>> find(Kind<S> kind, String id);

  /// In the order of the ids; missing ones are left out.
  <S> List<Stored<S>> findAll(Kind<S> kind, List<String> ids);

  Optional<String> lookup(Lookup lookup, String name);

  /// A whole lookup; for small ones.
  Map<String, String> lookups(Lookup lookup);

  /// Ids by falling rank.
  ///
  /// @param below only ranks less than this; [Long#MAX_VALUE] for the first page
  List<String> newest(Index index, long below, int max);

  /// Ids by rising rank.
  ///
  /// @param above only ranks greater than this; [Long#MIN_VALUE] for the first page
  List<String> oldest(Index index, long above, int max);

  long count(Index index);

  /// The flag's value; empty when it was never set.
  String flag(Flag flag);
}
