package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpServer;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who is signed in, until when, and what pages of others can do with that: nothing.
@NeedsChromium
@Timeout(180)
class SessionTest {
  /// Tries what it can against a gateway, with the cookies that the browser has for it.
  private static final String STRANGER =
      """
      <!doctype html><title>A stranger's page</title>
      <form method="post" action="%1$s/sign-out"><button>out</button></form>
      <form id="say" method="post" enctype="text/plain" action="%1$s/api/v1/commands/say">
        <input name='{"text":"From a stranger' value='"}'>
      </form>
      """;

  private static final String TRY =
      """
      async (url) => {
        const told = [];
        const body = JSON.stringify({ text: "From a stranger" });
        for (const [path, init] of [
          ["/api/v1/commands/say", { method: "POST", mode: "no-cors", body }],
          ["/api/v1/commands/say", { method: "POST", body, headers: { "Content-Type": "application/json" } }],
          ["/sign-out", { method: "POST", mode: "no-cors" }],
          ["/web/session", {}],
          ["/web/session", { mode: "no-cors" }],
          ["/api/v1/events", {}],
          ["/web/rooms/main/posts", {}],
        ]) {
          const answer = await fetch(url + path, { credentials: "include", ...init }).catch(() => undefined);
          told.push(answer ? await answer.text() : "");
        }
        return told.join("");
      }
      """;

  @RegisterExtension static final Workspace WORKSPACE = new Workspace();
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  @Test
  void aLinkSignsInOnce() {
    String link = WORKSPACE.link("ines", "member");
    BROWSERS.open(Device.DESK, link);

    Person thief = BROWSERS.open(Device.DESK);
    thief.open(link);
    assertThat(thief.page().locator("h1")).hasText("This link was used before");
    thief.open(WORKSPACE.url());
    assertThat(thief.page().locator("h1")).hasText("You are not signed in");
  }

  @Test
  void whoeverIsRemovedIsToldAtOnceAndHearsNothingMore() {
    Person ada = BROWSERS.open(Device.DESK, WORKSPACE.link("ada", "member"));
    assertThat(ada.page().locator(".connection.is-live")).isAttached();

    WORKSPACE.call("main", "peer-remove", Json.object().put("peer", "ada"));
    assertThat(ada.page().locator("h1")).hasText("You were signed out");
    WORKSPACE.say("main", "Without ada.");

    for (String path : List.of("/web/session", "/web/rooms/main/posts", "/api/v1/events")) {
      assertThat(ada.page().evaluate("async (p) => (await fetch(p)).status", path))
          .as(path)
          .isEqualTo(401);
    }
    assertThat(ada.page().content()).doesNotContain("Without ada.");
    ada.page().reload();
    assertThat(ada.page().locator("h1")).hasText("You are not signed in");
  }

  @Test
  void aRoleThatIsTakenIsTakenFromTheOpenPageToo() {
    WORKSPACE.room("roles");
    String bob = WORKSPACE.gateway().invite("bob", "member");
    Person eve = BROWSERS.open(Device.DESK, WORKSPACE.link("eve", "operator"));
    eve.go("/rooms/roles");
    Posts.ask(WORKSPACE, bob, "roles", "Look");
    Locator grant = eve.button(eve.post("Look"), "Grant");
    assertThat(grant).hasAttribute("aria-disabled", "false");

    WORKSPACE.call("main", "role-set", Json.object().put("peer", "eve").put("role", "viewer"));

    assertThat(grant).hasAttribute("aria-disabled", "true");
    assertThat(eve.post("Look").locator(".why").first()).containsText("not for you");
    assertThat(eve.page().locator(".self-name")).containsText("viewer");
    assertThat(eve.composer())
        .hasAttribute("placeholder", "Type / for a command; you may read here, not write");

    WORKSPACE.call("main", "role-set", Json.object().put("peer", "eve").put("role", "member"));
    assertThat(grant).hasAttribute("aria-disabled", "false");
  }

  @Test
  void whereOneIsSignedInIsShownHoweverLateTheCatalogueComes() {
    Page page = drawnBeforeItsCatalogue("/settings", ".settings h1", "Settings");

    assertThat(page.locator(".settings").getByText("this one")).isVisible();
  }

  @Test
  void oneCanSearchHoweverLateTheCatalogueComes() {
    Page page = drawnBeforeItsCatalogue("/rooms/main/search", "myc-panel h2", "Search");

    assertThat(page.locator("myc-search input[type=search]")).isFocused();
  }

  @Test
  void aFunctionThatComesWhileAPageIsReadIsThere() throws IOException {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    List<Route> held = new ArrayList<>();
    olga.page().route("**/web/rooms/main/posts**", held::add);
    olga.page().navigate(WORKSPACE.url() + "/rooms/main");
    olga.page().waitForCondition(() -> !held.isEmpty());
    WORKSPACE.function("between", "summary: Come between\nrisk: low\n", "true\n");
    held.forEach(Route::resume);

    Locator offered = olga.page().locator("[role=option]", olga.saying("/between"));
    // What is offered is found when it is asked for.
    olga.page()
        .waitForCondition(() -> {
          olga.composer().fill("");
          olga.composer().fill("/betw");
          return offered.count() == 1;
        });
  }

  /// Lets a page have its catalogue when its heading is there already.
  private static Page drawnBeforeItsCatalogue(String path, String heading, String words) {
    Page page = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga")).page();
    List<Route> held = new ArrayList<>();
    page.route("**/api/v1/catalog", held::add);
    page.navigate(WORKSPACE.url() + path);
    assertThat(page.locator(heading)).hasText(words);
    page.waitForCondition(() -> !held.isEmpty());
    held.forEach(Route::resume);
    return page;
  }

  @Test
  void pagesOfOthersChangeNothingAndLearnNothing() throws IOException {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    HttpServer stranger =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    stranger.createContext(
        "/",
        exchange -> {
          byte[] page = STRANGER.formatted(WORKSPACE.url()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    stranger.start();
    try {
      for (String host : List.of("127.0.0.1", "localhost")) {
        String url = "http://" + host + ":" + stranger.getAddress().getPort() + "/";
        // What it tries is complained of by the browser, as it should be.
        Page page = olga.context().newPage();
        page.navigate(url);
        String told = (String) page.evaluate(TRY, WORKSPACE.url());
        assertThat(told).as(host).isEmpty();
        for (String form : List.of("form:not([id])", "#say")) {
          page.navigate(url);
          page.evalOnSelector(form, "f => f.submit()");
          page.waitForURL(at -> at.startsWith(WORKSPACE.url()));
        }
        page.close();
      }
    } finally {
      stranger.stop(0);
    }

    olga.page().reload();
    assertThat(olga.composer()).isVisible();
    assertThat(WORKSPACE.call("main", "room-read", Json.object()).body().toString())
        .doesNotContain("From a stranger");
    olga.say("Still here.");
    assertThat(olga.post("Still here.")).isVisible();
    assertThat(olga.post("Still here.").locator(".sending, .unsent")).hasCount(0);
  }

  @Test
  void anotherSessionIsListedAndEnded() {
    Person desk = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    Person phone = BROWSERS.open(Device.SMALL_PHONE, WORKSPACE.anotherLink("olga"));
    desk.go("/settings");
    Locator sessions = desk.page().locator(".settings li");
    assertThat(sessions.filter(new Locator.FilterOptions().setHasText("this one"))).hasCount(1);

    // Newest first: the phone's.
    Locator newest =
        sessions
            .filter(new Locator.FilterOptions().setHas(desk.page().getByText("Sign out")))
            .first();
    desk.button(newest, "Sign out").click();

    assertThat(phone.page().locator("h1")).hasText("You were signed out");
    assertThat(desk.page().locator(".settings")).isVisible();
    assertThat(desk.page().locator(".connection.is-live")).isAttached();
  }

  @Test
  void allOtherSessionsEndTogether() {
    WORKSPACE.gateway().invite("nell", "member");
    Person first = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("nell"));
    Person second = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("nell"));
    first.go("/settings");
    first.button(first.page().locator(".settings"), "Sign out everywhere else").click();

    assertThat(second.page().locator("h1")).hasText("You were signed out");
    assertThat(first.page().locator(".settings li")).hasCount(1);
    first.page().reload();
    assertThat(first.page().locator(".settings li")).hasCount(1);
  }
}
