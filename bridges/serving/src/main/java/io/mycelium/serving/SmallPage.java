package io.mycelium.serving;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;

/// A page that says one thing and runs no script. Its style is served with the web chat.
public final class SmallPage {
  /// What such pages are sent as.
  public static final CharSequence TYPE = HttpHeaders.createOptimized("text/html; charset=utf-8");

  private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence ITS_STYLE =
      HttpHeaders.createOptimized(
          "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'");

  private SmallPage() {}

  /// The page.
  ///
  /// @param title as plain text
  /// @param content as HTML
  public static String html(String title, String content) {
    String escaped = Html.escape(title);
    return """
    <!doctype html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="robots" content="noindex">
      <title>%s · Mycelium</title>
      <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/assets/sign-in.css">
    </head>
    <body>
      <main>
        <p class="brand"><img src="/assets/icon.svg" alt="" width="28" height="28">Mycelium</p>
        <h1>%s</h1>
        %s
      </main>
    </body>
    </html>
    """
        .formatted(escaped, escaped, content);
  }

  /// An answer that is such a page.
  public static Answer of(int status, String title, String content) {
    return new Answer(status, TYPE, Buffer.buffer(html(title, content)), Map.of(POLICY, ITS_STYLE));
  }
}
