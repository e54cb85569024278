package io.mycelium.core.peer;

import java.time.Instant;

/// What a sign-in link is good for.
public sealed interface SignInLink {
  /// It signs its peer in, once.
  ///
  /// @param until when it ends
  record Good(Peer peer, Instant until) implements SignInLink {}

  /// It was used, or taken back.
  record Used() implements SignInLink {}

  /// Its time is over.
  record Expired() implements SignInLink {}

  /// There is no such link.
  record Unknown() implements SignInLink {}
}
