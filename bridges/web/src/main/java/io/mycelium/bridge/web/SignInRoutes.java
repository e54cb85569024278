package io.mycelium.bridge.web;

import io.mycelium.core.peer.Sessions.SignIn;
import io.mycelium.core.peer.SignInLink;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Credential;
import io.mycelium.serving.Head;
import io.mycelium.serving.Responses;
import io.mycelium.serving.Serving;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// `/sign-in` and `/sign-out`: pages and forms that work without script. Looking at a link does not
/// use it up, since chats fetch the links that are sent through them.
final class SignInRoutes {
  private static final String BELOW = "/sign-in/";
  private static final String REQUEST = "sign-in";

  private final Parts parts;
  private final Serving serving;
  private final SignInPage page;

  SignInRoutes(Parts parts, Serving serving, SignInPage page) {
    this.parts = parts;
    this.serving = serving;
    this.page = page;
  }

  /// On the event loop.
  void signIn(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "");
    HttpMethod method = request.method();
    if (HttpMethod.POST.equals(method)) {
      post(request);
    } else if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
      Responses.send(request.response(), page.wrongMethod());
    } else if (path.startsWith(BELOW) && path.length() > BELOW.length()) {
      String link = path.substring(BELOW.length());
      String from = Head.origin(request);
      answer(request, () -> look(link, from));
    } else {
      Responses.send(request.response(), page.noLink());
    }
  }

  private Answer look(String link, String from) {
    SignInLink found = parts.sessions().look(link);
    return found instanceof SignInLink.Good(var peer, var until)
        ? page.invitation(link, peer, until)
        : refused(found, from);
  }

  private Answer refused(SignInLink link, String from) {
    return switch (link) {
      case SignInLink.Unknown _ ->
          parts.identify().failure(from).map(page::limited).orElseGet(page::unknown);
      case SignInLink.Expired _ -> page.expired();
      case SignInLink.Used _, SignInLink.Good _ -> page.used();
    };
  }

  private void post(HttpServerRequest request) {
    if (!parts.credentials().ownForm(request)) {
      Responses.send(request.response(), page.foreign());
      return;
    }
    Credential had = parts.credentials().of(request);
    String from = Head.origin(request);
    String device = Device.of(request.getHeader(HttpHeaders.USER_AGENT));
    Body.read(
        request,
        serving.maxBodyBytes(),
        body -> answer(request, () -> use(body, had, device, from)),
        serving.slow().reading(request));
  }

  private Answer use(byte[] body, Credential had, String device, String from) {
    Map<String, List<String>> form = form(body);
    String link = form.getOrDefault("link", List.of("")).getFirst();
    String attempt = form.getOrDefault("attempt", List.of(parts.ids().stem())).getFirst();
    return switch (parts.sessions().signIn(link, attempt, device)) {
      case SignIn.Refused(var found) -> refused(found, from);
      case SignIn.Done(var session, var secret) -> {
        had.secret()
            .filter(old -> parts.sessions().find(old).filter(s -> !s.equals(session)).isPresent())
            .ifPresent(parts.sessions()::end);
        yield parts.credentials().keeping(page.home(), secret);
      }
    };
  }

  private static Map<String, List<String>> form(byte[] body) {
    try {
      String text = new String(body, StandardCharsets.UTF_8);
      return new QueryStringDecoder(text, StandardCharsets.UTF_8, false).parameters();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  /// On the event loop.
  void signOut(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      Responses.send(request.response(), page.wrongMethod());
    } else if (!parts.credentials().ownForm(request)) {
      Responses.send(request.response(), page.foreign());
    } else {
      Optional<String> secret =
          Optional.of(parts.credentials().of(request))
              .filter(Credential::cookie)
              .flatMap(Credential::secret);
      answer(
          request,
          () -> {
            secret.ifPresent(parts.sessions()::end);
            return parts.credentials().forgetting(page.home());
          });
    }
  }

  private void answer(HttpServerRequest request, Supplier<Answer> work) {
    serving.calls().answer(request, REQUEST, () -> orUnavailable(work));
  }

  private Answer orUnavailable(Supplier<Answer> work) {
    try {
      return work.get();
    } catch (StoreUnavailable e) {
      return page.unavailable();
    }
  }
}
