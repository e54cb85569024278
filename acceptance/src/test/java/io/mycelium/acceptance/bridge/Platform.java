package io.mycelium.acceptance.bridge;

/// A chat platform with a bridge to a running gateway.
public interface Platform {
  /// Somebody who is an operator.
  Member olga();

  /// Somebody who is a member.
  Member ada();

  /// Whether each sees only those buttons open that they may press; where all see alike, a press
  /// that may not be is answered to who pressed alone.
  boolean drawsForEach();

  /// Whatever is done meanwhile reaches the gateway twice: its answer got lost, and the platform
  /// sends it again.
  void losesAnswers(Runnable deeds);

  /// Whatever happened from here on is told to everybody's copy twice.
  void tellsTwice(Runnable deeds);

  /// How a card looked before the deeds arrives at everybody's copy after how it looks since.
  void isOvertaken(Runnable deeds);
}
