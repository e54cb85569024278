package io.mycelium.core.mention;

import java.util.Optional;

/// Turns sentences into vectors that lie near each other when the sentences mean alike. Safe for
/// many threads; blocks, so call it on virtual threads.
@FunctionalInterface
public interface Embedder {
  /// Where sentences cannot be compared.
  Embedder NONE = _ -> Optional.empty();

  /// What a sentence means; nothing where this machine cannot compute it.
  Optional<Embedding> of(String sentence);
}
