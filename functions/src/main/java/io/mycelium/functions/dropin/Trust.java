package io.mycelium.functions.dropin;

import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Lookup;
import java.util.Optional;
import java.util.Set;

/// Which packages are trusted, by digest: those that are shipped, and those that an operator
/// trusted on any gateway. A changed file makes another package.
public final class Trust {
  /// From digests to the peers that trusted them.
  static final Lookup TRUSTED = new Lookup("trusted-packages");

  private final AggregateStore store;
  private final Set<String> shipped;

  /// @param shipped digests, see [PackageFolder#digests]
  public Trust(AggregateStore store, Set<String> shipped) {
    this.store = store;
    this.shipped = Set.copyOf(shipped);
  }

  /// Who trusts a package: a peer's id, or [Dropin#SHIPPED].
  Optional<String> by(String digest) {
    return shipped.contains(digest) ? Optional.of(Dropin.SHIPPED) : store.lookup(TRUSTED, digest);
  }
}
