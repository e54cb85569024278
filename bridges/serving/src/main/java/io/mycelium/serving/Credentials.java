package io.mycelium.serving;

import io.mycelium.core.peer.Sessions;
import io.mycelium.core.state.StoreUnavailable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;

/// How requests say who makes them: programs by a key in a header, browsers by the cookie of a
/// session. Browsers send cookies along whichever page asks, so what comes with one has to come
/// from a page of ours.
public final class Credentials {
  private static final String BEARER = "Bearer ";

  private final Sessions sessions;
  private final SessionCookie cookie;
  private final SameOrigin origin;

  /// @param url where people reach the gateway, if that is not its own address
  public Credentials(Sessions sessions, Optional<URI> url) {
    this.sessions = sessions;
    this.cookie = new SessionCookie(url.filter(u -> "https".equals(u.getScheme())).isPresent());
    this.origin = new SameOrigin(url);
  }

  /// What the request came with. A key in the header is what counts, where there are both.
  public Credential of(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return new Credential(bearer(authorization), false);
    }
    Optional<String> kept = cookie.read(request);
    return new Credential(kept, kept.isPresent());
  }

  /// The key of a bearer; the scheme's name has no case.
  private static Optional<String> bearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(authorization.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  /// Whether a request that changes something may be acted on.
  ///
  /// @return the refusal to answer with, if not
  public Optional<Answer> refuseChange(HttpServerRequest request, Credential credential) {
    return credential.cookie() && !origin.proven(request)
        ? Optional.of(crossSite())
        : Optional.empty();
  }

  /// Whether a request that reads may be answered. Its answer is safe from other pages already;
  /// this spares them the work.
  ///
  /// @return the refusal to answer with, if not
  public Optional<Answer> refuseRead(HttpServerRequest request, Credential credential) {
    return credential.cookie() && !origin.plausible(request)
        ? Optional.of(crossSite())
        : Optional.empty();
  }

  /// Whether a form without credentials was sent by a page of ours.
  public boolean ownForm(HttpServerRequest request) {
    return origin.proven(request);
  }

  private static Answer crossSite() {
    return Problems.of(
        403,
        "cross-site",
        "A session's cookie is taken from this gateway's own pages only; programs send a key instead.");
  }

  /// The answer to a request of that credential, with a new secret for its browser where one is
  /// due. Blocks.
  public Answer renewing(Credential credential, Answer answer) {
    if (!credential.cookie()) {
      return answer;
    }
    try {
      return credential
          .secret()
          .flatMap(sessions::renew)
          .map(s -> keeping(answer, s))
          .orElse(answer);
    } catch (StoreUnavailable e) {
      // What was asked for is done; a new secret can wait.
      return answer;
    }
  }

  /// The answer, after which the browser keeps a session.
  public Answer keeping(Answer answer, String secret) {
    return answer.with(HttpHeaders.SET_COOKIE, cookie.keep(secret));
  }

  /// The answer, after which the browser has no session any more.
  public Answer forgetting(Answer answer) {
    return answer.with(HttpHeaders.SET_COOKIE, cookie.forget());
  }
}
