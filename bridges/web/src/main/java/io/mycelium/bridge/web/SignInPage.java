package io.mycelium.bridge.web;

import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Html;
import io.mycelium.serving.SmallPage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The pages around signing in, one for each thing that can be said.
final class SignInPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /// What to do where a link is of no use.
  private static final String AGAIN =
      """
      <p>Ask whoever sent it for another one. An operator makes it with</p>
      <pre><code>./mycelium key create --for NAME --link</code></pre>
      <p>Are you signed in on another device? Then make it there yourself: <code>/key create --link</code>.</p>
      <p><a href="/">Open the chat</a>, if you are signed in here.</p>\
      """;

  private final Map<CharSequence, CharSequence> headers;
  private final Parts parts;

  SignInPage(PageHeaders all, Parts parts) {
    Map<CharSequence, CharSequence> ours = new HashMap<>();
    all.each(ours::put);
    // With no-referrer, browsers would not say either which page a form comes from.
    ours.put(PageHeaders.REFERRER, "same-origin");
    this.headers = Map.copyOf(ours);
    this.parts = parts;
  }

  /// Asks whether to use the link up.
  Answer invitation(String link, Peer peer, Instant until) {
    return page(
        200,
        "Sign in",
        """
        <p>You are invited to <strong>%s</strong> as <strong>%s</strong> (%s).</p>
        <form method="post" action="/sign-in">
          <input type="hidden" name="link" value="%s">
          <input type="hidden" name="attempt" value="%s">
          <button type="submit" autofocus>Sign in</button>
        </form>
        <p class="note">The link works once, until %s, and then this browser stays signed in.</p>\
        """
            .formatted(
                Html.escape(parts.workspace()),
                Html.escape(peer.name()),
                Html.escape(peer.role().word()),
                Html.escape(link),
                Html.escape(parts.ids().stem()),
                TIME.format(until)));
  }

  Answer noLink() {
    return page(
        200,
        "Signing in takes a link",
        """
        <p>Whoever started Mycelium finds one where it was started: <code>./mycelium up</code> prints it.</p>
        <p>Everybody else gets one from an operator:</p>
        <pre><code>./mycelium invite NAME</code></pre>\
        """);
  }

  Answer used() {
    return page(
        410,
        "This link was used before",
        "<p>A link signs in once, so it is of no use to others who come across it. If it was not you"
            + " who used it, tell an operator at once.</p>"
            + AGAIN);
  }

  Answer expired() {
    return page(410, "This link has expired", "<p>A link is good for a day.</p>" + AGAIN);
  }

  Answer unknown() {
    return page(
        404,
        "This link is not known here",
        "<p>Part of it may be missing: copy all of it, also what is on the next line.</p>" + AGAIN);
  }

  Answer limited(Reply.Refused refused) {
    long seconds = refused.retryAfter().map(wait -> wait.plusMillis(999).toSeconds()).orElse(1L);
    return page(
            429,
            "Too many tries",
            "<p>Too many links that are not known came from where you are. Load this page again in %s.</p>"
                .formatted(seconds == 1 ? "a second" : seconds + " seconds"))
        .with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  Answer foreign() {
    return page(
        403,
        "This did not come from here",
        "<p>Another site, or a browser that does not say which, sent this form. Open your link again and"
            + " press the button there.</p>");
  }

  Answer unavailable() {
    return page(
        503,
        "Not just now",
        "<p>The store does not answer. Load this page again in a moment; nothing was used up twice.</p>");
  }

  Answer wrongMethod() {
    return page(405, "This cannot be done here", "<p><a href=\"/\">Open the chat</a></p>");
  }

  /// Leads to the app.
  Answer home() {
    return answer(303, "").with(HttpHeaders.LOCATION, "/");
  }

  private Answer page(int status, String title, String content) {
    return answer(status, SmallPage.html(title, content));
  }

  private Answer answer(int status, String html) {
    return new Answer(status, SmallPage.TYPE, Buffer.buffer(html), headers);
  }
}
