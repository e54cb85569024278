package io.mycelium.core.peer;

import java.util.Optional;

/// Signs people in by links: a link, good for one use, becomes a session, whose secret a browser
/// keeps and sends with every call. All methods block; call them on virtual threads.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface Sessions {
  /// What the link is good for now. Asking does not use it up.
  ///
  /// @param link the secret in it; anything that somebody sent
  SignInLink look(String link);

  /// Uses the link up and begins a session. Of several at the same moment one begins it.
  ///
  /// @param attempt a secret of the one who tries, made anew for each try. Who comes again with the
  ///   same link and the same attempt gets the same session, so that an answer that got lost can be
  ///   asked for again; with another attempt the link is used up
  /// @param device where the session is, in words by which its owner knows it again
  SignIn signIn(String link, String attempt, String device);

  /// The session with that secret; empty when there is none, or not any more.
  Optional<Session> find(String secret);

  /// Exchanges the secret of a session when that is due. The one before stays good until the new
  /// one has been used and for a moment after, so that requests under way and lost answers end no
  /// session. Cheap when nothing is due.
  ///
  /// @return the secret to keep from now on; empty when there is nothing to change
  Optional<String> renew(String secret);

  /// Ends the session with that secret, if there is one.
  void end(String secret);

  /// What came of trying to sign in.
  sealed interface SignIn {
    /// They are signed in.
    ///
    /// @param secret the session's, shown this once
    record Done(Session session, String secret) implements SignIn {}

    /// The link does not sign in, or not any more.
    ///
    /// @param link what became of it
    record Refused(SignInLink link) implements SignIn {}
  }
}
