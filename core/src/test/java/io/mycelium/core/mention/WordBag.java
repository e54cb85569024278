package io.mycelium.core.mention;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Sentences are alike that have the same words; for tests that need no model.
final class WordBag implements Embedder {
  private static final int SIZE = 512;

  private int asked;

  int asked() {
    return asked;
  }

  @Override
  public Optional<Embedding> of(String sentence) {
    asked++;
    float[] vector = new float[SIZE];
    for (String word : List.of(sentence.toLowerCase(Locale.ROOT).split("[^a-z0-9#]+", -1))) {
      vector[Math.floorMod(word.hashCode(), SIZE)] += 1;
    }
    return Optional.of(Embedding.of(vector));
  }
}
