package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Buttons that are pressed too late, twice, by two at once, or by no button at all.
@NeedsChromium
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PressTest {
  /// The shortest that can be set.
  private static final Duration LIFE = Duration.ofSeconds(30);

  private static final String EVENTS = "**/api/v1/events**";

  private static final String TOKENS =
      """
      async (room) => {
        const page = await (await fetch(`/web/rooms/${room}/posts`)).json();
        return page.posts.filter((p) => p.buttons?.length).map((p) => [p.id, p.buttons[0].token]);
      }
      """;

  private static final String PRESS =
      """
      async ([post, token]) => {
        const answer = await fetch(`/web/posts/${post}/press`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ token }),
        });
        return `${answer.status} ${await answer.text()}`;
      }
      """;

  @RegisterExtension static final Workspace WORKSPACE = new Workspace();

  /// Where requests expire before long, which those of the other tests must not.
  @RegisterExtension
  static final Workspace SHORT_LIVED = new Workspace("--set", "approvals.life=30s");

  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static String bob;

  /// What the room showed while its card could still be decided.
  private static JsonNode before;

  @BeforeAll
  static void askEarly() {
    bob = WORKSPACE.gateway().invite("bob", "member");
    WORKSPACE.gateway().invite("ada", "member");
    SHORT_LIVED.room("late");
    String ben = SHORT_LIVED.gateway().invite("ben", "member");
    Posts.ask(SHORT_LIVED, ben, "late", "Too late");
    before = SHORT_LIVED.gateway().fetch("/web/rooms/late/posts");
  }

  @Test
  void whatWasDecidedElsewhereIsRefusedWithASentenceAndShownAsItIs() {
    WORKSPACE.room("stale");
    String approval = Posts.ask(WORKSPACE, bob, "stale", "Stale");
    Person olga = heldBack("stale", "olga");
    Locator card = olga.post("Stale");
    assertThat(olga.state(card)).hasText("pending");

    WORKSPACE.call(
        "stale",
        "approval-deny",
        Json.object().put("approval", approval).put("reason", "No need."));
    olga.button(card, "Grant").click();

    assertThat(olga.note("Grant").locator(".refusal")).containsText("not there any more");
    assertThat(olga.state(card)).hasText("denied");
    assertThat(olga.button(card, "Grant")).hasCount(0);
  }

  @Test
  void aTokenOfAnotherPostAndAForgedOneDecideNothing() {
    WORKSPACE.room("forged");
    Posts.ask(WORKSPACE, bob, "forged", "One");
    Posts.ask(WORKSPACE, bob, "forged", "Two");
    Person olga = BROWSERS.open(WORKSPACE, "olga", "forged");
    assertThat(olga.post("Two")).isVisible();
    List<List<String>> tokens = tokens(olga, "forged");

    for (String token :
        List.of(
            tokens.getLast().getLast(),
            tokens.getFirst().getLast() + "x",
            "",
            "x".repeat(5000),
            "../../" + tokens.getFirst().getLast())) {
      String answer =
          (String) olga.page().evaluate(PRESS, List.of(tokens.getFirst().getFirst(), token));
      assertThat(answer).as(token).startsWith("4").contains("\"detail\":");
    }

    for (String each : List.of("One", "Two")) {
      assertThat(olga.state(olga.post(each))).hasText("pending");
    }
    assertThat(pending("forged")).isEqualTo(2);
  }

  @Test
  void aButtonThatIsNotForSomebodyIsNotForThemWithItsTokenEither() {
    WORKSPACE.room("own");
    Posts.ask(WORKSPACE, bob, "own", "My own");
    Person same = BROWSERS.open(WORKSPACE, "bob", "own");
    Locator grant = same.button(same.post("My own"), "Grant");
    assertThat(grant).hasAttribute("aria-disabled", "true");

    grant.click(new Locator.ClickOptions().setForce(true));
    List<String> token = tokens(same, "own").getFirst();
    String answer = (String) same.page().evaluate(PRESS, token);

    assertThat(answer).startsWith("403").contains("own-request");
    assertThat(pending("own")).isEqualTo(1);
  }

  @Test
  void ofTwoWhoPressAtOnceOneDecidesAndTheOtherIsTold() {
    WORKSPACE.room("race");
    Posts.ask(WORKSPACE, bob, "race", "Race");
    List<Person> both = List.of(heldBack("race", "olga"), heldBack("race", "ada"));
    both.forEach(each -> assertThat(each.button(each.post("Race"), "Grant")).isVisible());

    double at = ((Number) both.getFirst().page().evaluate("Date.now() + 400")).doubleValue();
    for (Person each : both) {
      each.button(each.post("Race"), "Grant")
          .evaluate("(b, at) => setTimeout(() => b.click(), at - Date.now())", at);
    }

    await().until(() -> granted("race") == 1);
    both.getFirst().page().waitForCondition(() -> told(both).size() == 1);
    // Who came second found the card decided, or was overtaken at the decision itself.
    assertThat(told(both).getFirst().note("Grant").locator(".refusal"))
        .containsText(Pattern.compile("not there any more|was already granted by (olga|ada)\\."));
    for (Person each : both) {
      each.page().unroute(EVENTS);
      // As a browser does when its network is back; the page may have tried by itself before.
      each.page().evaluate("dispatchEvent(new Event('online'))");
      assertThat(each.banner()).hasCount(0);
      assertThat(each.post("Race").locator(".fields")).containsText("Decided by");
    }
    assertThat(told(both)).hasSize(1);
    assertThat(decision(both.getFirst())).isEqualTo(decision(both.getLast()));
    assertThat(granted("race")).isEqualTo(1);
  }

  private static List<Person> told(List<Person> people) {
    return people.stream()
        .filter(each -> each.page().locator(".note .refusal").count() > 0)
        .toList();
  }

  private static String decision(Person person) {
    return person
        .post("Race")
        .locator(".fields")
        .innerText()
        .replaceAll("(?s).*Decided by\\s+(\\S+).*", "$1");
  }

  @Test
  void aDoubleClickPressesOnce() {
    WORKSPACE.room("double");
    WORKSPACE.call("double", "policy-set", Json.object().put("risk", "medium").put("people", 2));
    Posts.ask(WORKSPACE, bob, "double", "Double");
    Person olga = BROWSERS.open(WORKSPACE, "olga", "double");
    List<String> presses = new ArrayList<>();
    olga.page()
        .onRequest(request -> {
          if (request.url().endsWith("/press")) {
            presses.add(request.url());
          }
        });

    olga.button(olga.post("Double"), "Grant").dblclick();

    assertThat(olga.post("Double")).containsText("1 of 2: olga");
    assertThat(presses).hasSize(1);
    assertThat(olga.page().locator(".note")).hasCount(0);
  }

  @Test
  void whatCannotBeUndoneIsLeftWhenOneLeavesItAndDoneWhenOneIsSure() {
    WORKSPACE.gateway().invite("zoe", "viewer");
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.go("/console/people");
    Locator zoe = olga.page().locator("[label='People'] tbody tr", olga.saying("zoe"));
    Locator dialog = olga.page().locator("dialog[open]");

    olga.button(zoe, "Remove").click();
    olga.button(dialog, "Leave it").click();
    assertThat(dialog).hasCount(0);
    assertThat(zoe).isVisible();
    assertThat(people()).contains("zoe");

    olga.button(zoe, "Remove").click();
    olga.button(dialog, "Do it").click();
    assertThat(zoe).hasCount(0);
    assertThat(people()).doesNotContain("zoe");
  }

  private static String people() {
    return WORKSPACE.call("main", "peer-list", Json.object()).reply().path("rows").toString();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aPressAfterTheExpiryIsRefusedWithASentence() {
    await().atMost(LIFE.plusSeconds(20)).until(() -> count(SHORT_LIVED, "late", "pending") == 0);
    Person olga = BROWSERS.open(Device.DESK, SHORT_LIVED.anotherLink("olga"));
    olga.page().route(EVENTS, Route::abort);
    olga.page()
        .route(
            "**/web/rooms/late/posts**",
            route -> route.fulfill(new Route.FulfillOptions().setBody(before.toString())));
    olga.go("/rooms/late");
    Locator card = olga.post("Too late");
    olga.button(card, "Grant").click();

    assertThat(olga.note("Grant").locator(".refusal")).containsText("not there any more");
    assertThat(olga.state(card)).hasText("expired");
  }

  /// Somebody whom no news reach.
  private static Person heldBack(String room, String name) {
    Person person = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink(name));
    person.page().route(EVENTS, Route::abort);
    person.go("/rooms/" + room);
    assertThat(person.composer()).isVisible();
    return person;
  }

  @SuppressWarnings("unchecked")
  private static List<List<String>> tokens(Person person, String room) {
    return (List<List<String>>) person.page().evaluate(TOKENS, room);
  }

  private static long pending(String room) {
    return count(WORKSPACE, room, "pending");
  }

  private static long granted(String room) {
    return count(WORKSPACE, room, "granted", "run");
  }

  /// Those that are in one of the states at one moment: what is granted is run a little later.
  private static long count(Workspace workspace, String room, String... states) {
    long count = 0;
    for (JsonNode row :
        workspace
            .call(room, "approval-list", Json.object().put("all", true))
            .reply()
            .path("rows")) {
      String text = row.toString();
      count += Stream.of(states).anyMatch(state -> text.contains("\"" + state + "\"")) ? 1 : 0;
    }
    return count;
  }
}
