package io.mycelium.core.mention;

/// What a sentence means, as a direction in a space of meanings.
public final class Embedding {
  private final float[] vector;

  private Embedding(float[] vector) {
    this.vector = vector;
  }

  /// The direction of a vector, whatever its length.
  public static Embedding of(float[] vector) {
    double square = 0;
    for (float x : vector) {
      square += x * x;
    }
    float length = (float) Math.sqrt(square);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = length == 0 ? 0 : vector[i] / length;
    }
    return new Embedding(unit);
  }

  /// 1 for the same direction, 0 for nothing in common.
  ///
  /// @throws IllegalArgumentException when the other one comes from another model
  public double similarity(Embedding other) {
    if (other.vector.length != vector.length) {
      throw new IllegalArgumentException("embeddings of two models cannot be compared");
    }
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += vector[i] * other.vector[i];
    }
    return sum;
  }
}
