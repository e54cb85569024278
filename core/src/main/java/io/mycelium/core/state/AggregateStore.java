package io.mycelium.core.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

  /// Ids by falling rank, those of one rank by falling id.
  ///
  /// @param below only ranks less than this; [Long#MAX_VALUE] for the first page
  List<String> newest(Index index, long below, int max);

  /// The next page of [#newest]: what comes after an id, also what shares its rank, and also when
  /// the id has left the index since.
  ///
  /// @param rank that `last` had
  default List<String> newestAfter(Index index, String last, long rank, int max) {
    List<String> older = newest(index, rank, max);
    Stream<String> ties = upTo(older, index, rank).filter(id -> id.compareTo(last) < 0);
    return Stream.concat(ties, older.stream()).limit(max).toList();
  }

  /// The ids of a rank, given those that come after them.
  private Stream<String> upTo(List<String> older, Index index, long rank) {
    for (int read = 64; ; read *= 4) {
      List<String> near = newest(index, rank + 1, read);
      int end = older.isEmpty() ? -1 : near.indexOf(older.getFirst());
      if (end >= 0 || near.size() < read) {
        return near.stream().limit(end >= 0 ? end : near.size());
      }
    }
  }

  /// Ids by rising rank.
  ///
  /// @param above only ranks greater than this; [Long#MIN_VALUE] for the first page
  List<String> oldest(Index index, long above, int max);

  /// The neighbours of an entry, and the entry among them; seen at one moment, however many come
  /// and go meanwhile.
  ///
  /// @param before how many that come right before it
  /// @param after how many that come right after it
  /// @return nothing when the id is not in the index
  Optional<Slice> around(Index index, String id, int before, int after);

  long count(Index index);

  /// Counts many spans at the price of one question; nothing is read but counts.
  ///
  /// @return one for each span, in their order
  List<Tally> tally(List<Span> spans);

  /// The flag's value; empty when it was never set.
  String flag(Flag flag);
}
