package io.mycelium.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.Digests;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What browsers get without saying who they are.
class PagesTest {
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern ADDRESS = Pattern.compile("\"(/assets/[^\"]+)\"");
  private static final Pattern IMPORTED = Pattern.compile("(?:from|import) ?\"(@?[^\"]+)\"");

  private static Workspace workspace;
  private static WebServer server;

  @BeforeAll
  static void serve() {
    workspace = new Workspace();
    server = WebServer.start(workspace.parts(Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
    workspace.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/rooms/main", "/rooms/main/post_1?x=1", "/console/jobs", "/help"})
  void everyAddressOfTheAppIsItsPage(String address) throws Exception {
    HttpResponse<String> page = server.get(address);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).startsWith("<!doctype html>");
  }

  @Test
  void thePageMayRunItsImportMapAndOurFilesOnly() throws Exception {
    HttpResponse<String> page = server.get("/");

    Matcher map = IMPORT_MAP.matcher(page.body());
    assertThat(map.find()).isTrue();
    String hash =
        Base64.getEncoder()
            .encodeToString(Digests.sha256(map.group(1).getBytes(StandardCharsets.UTF_8)));
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self' 'sha256-" + hash + "';")
        .contains("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("referrer-policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("cross-origin-opener-policy")).hasValue("same-origin");
    assertThat(page.headers().firstValue("cross-origin-resource-policy")).hasValue("same-origin");
  }

  @Test
  void everythingThatThePageNamesIsThere() throws Exception {
    List<String> named =
        ADDRESS.matcher(server.get("/").body()).results().map(m -> m.group(1)).toList();

    assertThat(named).contains("/assets/app.js", "/assets/lib/lit/index.js");
    for (String address : named) {
      if (!address.endsWith("/")) {
        assertThat(server.get(address).statusCode()).as(address).isEqualTo(200);
      }
    }
  }

  @Test
  void whatLitImportsIsThere() throws Exception {
    String map = server.get("/").body();

    for (String start : List.of("lit/index.js", "lit-element/lit-element.js")) {
      String script = server.get("/assets/lib/" + start).body();
      for (String name : IMPORTED.matcher(script).results().map(m -> m.group(1)).toList()) {
        String known =
            name.contains("/") && !name.startsWith("@") ? name.replaceAll("/.*", "/") : name;
        assertThat(map).as(start + " imports " + name).contains('"' + known + '"');
      }
    }
  }

  @Test
  void filesAreCompressedForThoseWhoTakeIt() throws Exception {
    var plain = server.get("/assets/lib/lit-html/lit-html.js");
    var zipped = server.bytes("/assets/lib/lit-html/lit-html.js", "Accept-Encoding", "gzip, br");

    assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
    assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(zipped.headers().firstValue("vary")).hasValue("accept-encoding");
    try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(zipped.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
    }
  }

  @Test
  void commentsOfOurFilesAreNotSent() throws Exception {
    assertThat(server.get("/assets/app.js").body())
        .contains("customElements.define(\"mycelium-app\"")
        .doesNotContain("@param", "\n  ");
    assertThat(server.get("/assets/styles/base.css").body()).doesNotContain("/*", "\n  ");
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws Exception {
    var first = server.get("/assets/app.js");

    var again =
        server.bytes(
            "/assets/app.js", "If-None-Match", first.headers().firstValue("etag").orElseThrow());

    assertThat(first.headers().firstValue("cache-control")).hasValue("no-cache");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/",
        "/assets",
        "/assets/lib/",
        "/assets/lib/lit",
        "/assets/missing.js",
        "/assets/lib/missing/index.js",
        "/assets/lib/lit/package.json",
        "/assets/../WebBridge.class",
        "/assets/%2e%2e/WebBridge.class",
        "/assets/lib/lit/..%2f..%2f..%2fimportmap.js",
        "/assets//app.js",
        "/assets/a%00.js",
      })
  void nothingElseIsServed(String address) throws Exception {
    String answer =
        server.raw("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void pagesAreReadAndNotWritten() throws Exception {
    String answer =
        server.raw(
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: GET, HEAD");
  }

  @Test
  void headOfAPageHasNoBody() throws Exception {
    String answer = server.raw("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }
}
