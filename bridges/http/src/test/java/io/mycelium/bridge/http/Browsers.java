package io.mycelium.bridge.http;

import io.mycelium.core.id.KeyId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Session;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.peer.SignInLink;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions of people who are known by keys, without links.
final class Browsers implements Sessions {
  private final Map<String, Caller> keys;

  /// Secrets to be handed out at the next call of a session.
  final Map<String, String> due = new ConcurrentHashMap<>();

  Browsers(Map<String, Caller> keys) {
    this.keys = keys;
  }

  @Override
  public SignInLink look(String link) {
    return new SignInLink.Unknown();
  }

  @Override
  public SignIn signIn(String link, String attempt, String device) {
    return new SignIn.Refused(new SignInLink.Unknown());
  }

  @Override
  public Optional<Session> find(String secret) {
    return Optional.ofNullable(keys.get(secret))
        .map(c -> new Session(new KeyId("key_1"), c.id(), Instant.EPOCH, Instant.MAX));
  }

  @Override
  public Optional<String> renew(String secret) {
    return Optional.ofNullable(due.remove(secret));
  }

  @Override
  public void end(String secret) {
    keys.remove(secret);
  }
}
