package io.mycelium.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.json.Json;
import io.mycelium.core.peer.SignInLink;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From a link to a session and out again, as a browser without script does it.
class SignInRoutesTest {
  private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};
  private static final Pattern FILE = Pattern.compile("href=\"(/assets/[^\"]+)\"");
  private static final Pattern FIELD = Pattern.compile("name=\"(\\w+)\" value=\"([^\"]*)\"");

  private final Workspace workspace = new Workspace();
  private WebServer server;

  @BeforeEach
  void serve() {
    server = WebServer.start(workspace.parts(Optional.empty()));
  }

  @AfterEach
  void stop() {
    server.close();
    workspace.close();
  }

  @Test
  void aLinkShowsWhoIsInvitedAndIsNotUsedUp() throws Exception {
    String link = workspace.link();

    HttpResponse<String> first = server.get(link);
    HttpResponse<String> second = server.get(link);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body())
        .contains("<strong>main</strong>", "<strong>olga</strong> (admin)", ">Sign in</button>")
        .contains("2 March, 10:00 UTC")
        .doesNotContain("<script");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(workspace.sessions.look(secret(link))).isInstanceOf(SignInLink.Good.class);
  }

  @Test
  void everythingThatThePageNamesIsThere() throws Exception {
    Matcher file = FILE.matcher(server.get(workspace.link()).body());

    int files = 0;
    while (file.find()) {
      assertThat(server.get(file.group(1)).statusCode()).as(file.group(1)).isEqualTo(200);
      files++;
    }
    assertThat(files).isEqualTo(2);
  }

  @Test
  void thePageIsNeitherKeptNorFramedNorToldToOthers() throws Exception {
    HttpResponse<String> page = server.get(workspace.link());

    assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(page.headers().firstValue("referrer-policy")).hasValue("same-origin");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("frame-ancestors 'none'", "form-action 'self'");
  }

  @Test
  void theFormSignsInAndLeadsHome() throws Exception {
    HttpResponse<String> signedIn = submit(server.get(workspace.link()));

    assertThat(signedIn.statusCode()).isEqualTo(303);
    assertThat(signedIn.headers().firstValue("location")).hasValue("/");
    assertThat(signedIn.headers().firstValue("set-cookie").orElseThrow())
        .startsWith("mycelium_session=myc_")
        .endsWith("; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict");
    HttpResponse<String> session = server.get("/web/session", "Cookie", cookie(signedIn));
    assertThat(session.statusCode()).isEqualTo(200);
    assertThat(Json.parse(session.body()).at("/peer/name").asText()).isEqualTo("olga");
  }

  @Test
  void aFormSentTwiceSignsInOnce() throws Exception {
    HttpResponse<String> page = server.get(workspace.link());

    HttpResponse<String> first = submit(page);
    HttpResponse<String> again = submit(page);

    assertThat(again.statusCode()).isEqualTo(303);
    assertThat(cookie(again)).isEqualTo(cookie(first));
  }

  @Test
  void whoComesLaterIsToldThatTheLinkWasUsed() throws Exception {
    String link = workspace.link();
    HttpResponse<String> other = server.get(link);
    submit(server.get(link));

    HttpResponse<String> late = submit(other);

    assertThat(late.statusCode()).isEqualTo(410);
    assertThat(late.body()).contains("This link was used before", "key create --for NAME --link");
    assertThat(late.headers().firstValue("set-cookie")).isEmpty();
    assertThat(server.get(link).statusCode()).isEqualTo(410);
  }

  @Test
  void anExpiredLinkSaysSo() throws Exception {
    String link = workspace.link();
    HttpResponse<String> page = server.get(link);
    workspace.clock.advance(Duration.ofHours(25));

    assertThat(server.get(link).body()).contains("This link has expired");
    assertThat(submit(page).statusCode()).isEqualTo(410);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "%3Cscript%3Ealert(1)%3C/script%3E", "%zz", "myc_%00_a/b"})
  void anUnknownLinkSaysSo(String link) throws Exception {
    String answer =
        server.raw(
            "GET /sign-in/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .formatted(link));

    assertThat(answer).startsWith("HTTP/1.1 404 ").contains("This link is not known here");
    assertThat(answer).doesNotContain("alert(1)");
  }

  @Test
  void whoGuessesLinksIsSlowedDown() throws Exception {
    for (int i = 0; i < Workspace.WRONG_LINKS; i++) {
      assertThat(server.get("/sign-in/guess" + i).statusCode()).isEqualTo(404);
    }

    HttpResponse<String> limited = server.get("/sign-in/guess");

    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("retry-after")).hasValue("1");
    assertThat(limited.body()).contains("Too many tries", "in a second");
    assertThat(server.get(workspace.link()).statusCode()).as("a good link is").isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null",
    "X-Nothing, said",
  })
  void aFormOfAnotherSiteSignsNobodyInOrOut(String header, String value) throws Exception {
    String link = workspace.link();
    HttpResponse<String> signedIn = submit(server.get(workspace.link()));

    HttpResponse<String> in =
        server.post("/sign-in", "attempt=1&link=" + secret(link), FORM[0], FORM[1], header, value);
    HttpResponse<String> out =
        server.post("/sign-out", "", "Cookie", cookie(signedIn), header, value);

    assertThat(in.statusCode()).isEqualTo(403);
    assertThat(out.statusCode()).isEqualTo(403);
    assertThat(workspace.sessions.look(secret(link))).isInstanceOf(SignInLink.Good.class);
    assertThat(server.get("/web/session", "Cookie", cookie(signedIn)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "link=", "link=%zz", "link=a&link=b", "attempt=1", "{\"link\":1}"})
  void aFormWithoutALinkIsOfNoUse(String body) throws Exception {
    HttpResponse<String> answer = form(body);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
  }

  @Test
  void signingInAnewEndsTheSessionThatTheBrowserHad() throws Exception {
    HttpResponse<String> first = submit(server.get(workspace.link()));

    HttpResponse<String> second = submit(server.get(workspace.link()), "Cookie", cookie(first));

    assertThat(server.get("/web/session", "Cookie", cookie(first)).statusCode()).isEqualTo(401);
    assertThat(server.get("/web/session", "Cookie", cookie(second)).statusCode()).isEqualTo(200);
  }

  @Test
  void signingOutEndsTheSessionAndTakesTheCookieAway() throws Exception {
    HttpResponse<String> signedIn = submit(server.get(workspace.link()));

    HttpResponse<String> out =
        server.post("/sign-out", "", "Cookie", cookie(signedIn), "Sec-Fetch-Site", "same-origin");

    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(out.headers().firstValue("set-cookie"))
        .hasValue("mycelium_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
    assertThat(server.get("/web/session", "Cookie", cookie(signedIn)).statusCode()).isEqualTo(401);
  }

  @Test
  void signingOutWithoutASessionDoesNoHarm() throws Exception {
    assertThat(server.post("/sign-out", "", "Origin", server.origin()).statusCode()).isEqualTo(303);
    assertThat(server.get("/sign-out").statusCode()).isEqualTo(405);
  }

  @Test
  void aGatewayBehindTlsHasACookieForItAlone() throws Exception {
    try (WebServer secure =
        WebServer.start(workspace.parts(Optional.of(URI.create("https://chat.example"))))) {
      String link = secret(workspace.link());

      HttpResponse<String> signedIn =
          secure.post("/sign-in", "link=" + link, "Origin", "https://chat.example");

      assertThat(signedIn.headers().firstValue("set-cookie").orElseThrow())
          .startsWith("__Host-mycelium_session=")
          .endsWith("; Path=/; HttpOnly; SameSite=Strict; Secure");
      assertThat(secure.get("/web/session", "Cookie", cookie(signedIn)).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void withoutALinkThePageSaysHowToGetOne() throws Exception {
    assertThat(server.get("/sign-in").body()).contains("./mycelium invite NAME");
    assertThat(server.get("/sign-in/").body()).contains("./mycelium invite NAME");
  }

  /// Presses the button of a page.
  private HttpResponse<String> submit(HttpResponse<String> page, String... headers)
      throws Exception {
    var body = new StringBuilder();
    Matcher field = FIELD.matcher(page.body());
    while (field.find()) {
      body.append(body.isEmpty() ? "" : "&").append(field.group(1)).append('=');
      body.append(field.group(2));
    }
    return form(body.toString(), headers);
  }

  private HttpResponse<String> form(String body, String... headers) throws Exception {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 4);
    all[headers.length] = "Sec-Fetch-Site";
    all[headers.length + 1] = "same-origin";
    all[headers.length + 2] = FORM[0];
    all[headers.length + 3] = FORM[1];
    return server.post("/sign-in", body, all);
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
  }

  private static String secret(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }
}
