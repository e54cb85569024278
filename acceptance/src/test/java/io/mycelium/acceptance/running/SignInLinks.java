package io.mycelium.acceptance.running;

import static org.awaitility.Awaitility.await;

import io.mycelium.core.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links that sign a browser in, as the product gives them.
public final class SignInLinks {
  private static final Pattern LINK = Pattern.compile("https?://\\S+/sign-in/[A-Za-z0-9_-]+");

  private SignInLinks() {}

  /// The one that the start of a gateway printed, for whoever started it.
  public static String printedBy(RunningGateway gateway) {
    return await().until(() -> find(gateway.printed()), link -> !link.isEmpty());
  }

  /// For somebody new.
  public static String invite(RunningGateway gateway, String name, String role) {
    String options = Json.object().put("name", name).put("role", role).toString();
    return in(gateway.call(gateway.operatorKey(), "invite", options).body().toString());
  }

  /// For somebody who is known already.
  public static String renewed(RunningGateway gateway, String name) {
    String options = Json.object().put("for", name).put("link", true).toString();
    return in(gateway.call(gateway.operatorKey(), "key-create", options).body().toString());
  }

  /// The first one in a text.
  public static String in(String text) {
    String link = find(text);
    if (link.isEmpty()) {
      throw new IllegalStateException("no link in " + text);
    }
    return link;
  }

  private static String find(String text) {
    Matcher link = LINK.matcher(text);
    return link.find() ? link.group() : "";
  }
}
