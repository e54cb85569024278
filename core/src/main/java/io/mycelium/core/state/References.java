package io.mycelium.core.state;

import io.mycelium.core.command.Reference;
import io.mycelium.core.id.RoomId;
import java.util.Optional;

/// Finds what people mean by `#12`. An approval and the job that it started share their number.
public final class References {
  private final AggregateStore store;

  public References(AggregateStore store) {
    this.store = store;
  }

  /// The id of that kind that the reference names in the room.
  ///
  /// @param prefix of the kind's ids, such as `tsk_`
  public Optional<String> find(RoomId room, Reference reference, String prefix) {
    Optional<String> id =
        reference.number().isPresent()
            ? store.lookup(Lookup.numbers(room), Long.toString(reference.number().getAsLong()))
            : Optional.of(reference.value());
    return id.flatMap(i -> as(i, prefix));
  }

  private static Optional<String> as(String id, String prefix) {
    if (id.startsWith(prefix)) {
      return Optional.of(id);
    }
    boolean shared =
        (prefix.equals("job_") && id.startsWith("apr_"))
            || (prefix.equals("apr_") && id.startsWith("job_"));
    return shared ? Optional.of(prefix + id.substring(id.indexOf('_') + 1)) : Optional.empty();
  }
}
