package io.mycelium.core.state;

import io.mycelium.core.reply.Reply;
import java.time.InstantSource;

/// Flags of the workspace that no other change hangs on. Blocks; call it on virtual threads.
///
/// Every method throws [StoreUnavailable] when the store cannot be reached.
public interface Flags {
  /// The flag's value; empty when it was never set.
  String value(Flag flag);

  void set(Flag flag, String value);

  /// Those of a store.
  static Flags of(AggregateStore store, InstantSource clock) {
    return new Flags() {
      @Override
      public String value(Flag flag) {
        return store.flag(flag);
      }

      @Override
      public void set(Flag flag, String value) {
        // Each time is a change of its own: a value may come back that was there before.
        String request = "flag/%s/%d".formatted(flag.name(), clock.millis());
        store.commit(
            Commit.of(
                    Intent.system(request, clock.instant()),
                    Outcome.of(new Reply.Text(flag.name())))
                .set(flag, value)
                .done());
      }
    };
  }
}
