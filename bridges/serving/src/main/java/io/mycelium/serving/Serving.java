package io.mycelium.serving;

/// What a server lends to those who answer on it, so that its limits hold for all of them.
///
/// @param calls runs what may block
/// @param slow closes connections whose bodies do not arrive
/// @param maxBodyBytes largest body of a call
public record Serving(Calls calls, SlowClients slow, int maxBodyBytes) {
  /// Where pages are mounted that nothing else serves; programs, which do not ask for pages, get a
  /// problem there.
  public static final String ELSEWHERE = "/*";
}
