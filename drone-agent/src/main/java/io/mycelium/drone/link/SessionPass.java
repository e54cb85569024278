package io.mycelium.drone.link;

import io.mycelium.core.link.Challenge;
import io.mycelium.core.link.ChallengeRequest;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.link.Session;
import io.mycelium.core.link.SessionRequest;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Opens sessions with the drone's key, each before the one before ends. No clock but this
/// process's own counts, so a wrong one does no harm.
public final class SessionPass implements Pass {
  private final Link link;
  private final Signer signer;
  private final GatewayOrigin gateway;
  private final Runnable gone;

  /// One opens a session, and the others wait for it. Guards what follows.
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Session session;

  /// When it was asked for, by [System#nanoTime].
  private long since;

  /// @param gone is run each time when the gateway says that the drone is none of its own any more
  public SessionPass(Link link, Signer signer, GatewayOrigin gateway, Runnable gone) {
    this.link = link;
    this.signer = signer;
    this.gateway = gateway;
    this.gone = gone;
  }

  @Override
  public String token() {
    return current().token();
  }

  /// What the drone was approved as. Opens a session when there is none.
  ///
  /// @throws StoreUnavailable when the gateway cannot be reached
  public String name() {
    return current().name();
  }

  private Session current() {
    lock.lock();
    try {
      Session now = session;
      if (now == null || isOld(now)) {
        long asked = System.nanoTime();
        now = opened();
        session = now;
        since = asked;
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  /// A new one is opened while the old one still holds.
  private boolean isOld(Session one) {
    Duration age = Duration.ofNanos(System.nanoTime() - since);
    return age.multipliedBy(4).compareTo(one.lasts().multipliedBy(3)) > 0;
  }

  private Session opened() {
    try {
      var who = new ChallengeRequest(signer.key().drone());
      String nonce = link.ask(LinkPath.CHALLENGE, who, Challenge.class).nonce();
      String signature = signer.sign(SessionRequest.statement(gateway, signer.key(), nonce));
      return link.ask(
          LinkPath.SESSION,
          new SessionRequest(who.drone(), gateway, nonce, signature),
          Session.class);
    } catch (LinkRefused e) {
      if (e.code().equals("not-enrolled")) {
        gone.run();
      }
      throw new StoreUnavailable(e.getMessage(), e);
    }
  }

  @Override
  public void refused(String token) {
    lock.lock();
    try {
      if (session != null && session.token().equals(token)) {
        session = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
