package io.mycelium.gateway;

/// Wakes a worker that is started later than those who want to wake it.
final class Nudge implements Runnable {
  /// Set once, when the worker runs; before that there is nothing to wake.
  private volatile Runnable worker = () -> {};

  void wakes(Runnable started) {
    worker = started;
  }

  @Override
  public void run() {
    worker.run();
  }
}
