package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a room shows while things happen in it.
@NeedsChromium
@Timeout(180)
class RoomTest {
  /// Browsers that are driven believe that they have the focus, always.
  private static final String LOOK_AWAY =
      "() => { document.hasFocus = () => false; dispatchEvent(new Event('blur')); }";

  private static final String LOOK_BACK =
      "() => { delete document.hasFocus; dispatchEvent(new Event('focus')); }";

  @RegisterExtension static final Workspace WORKSPACE = new Workspace();
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  @BeforeAll
  static void drop() throws IOException {
    WORKSPACE.function(
        "slow", "summary: Take long\nrisk: low\nlimits: {timeout: 1h}\n", "sleep 600\n");
  }

  @Test
  void postsAreSeenWhenTheFocusComesBack() {
    Person olga = signIn(WORKSPACE.room("seen"));
    String bob = WORKSPACE.gateway().invite("bob", "member");
    olga.page().evaluate(LOOK_AWAY);
    WORKSPACE.gateway().call(bob, "say", "{\"text\":\"Hello\"}", "Mycelium-Room", "seen");
    assertThat(olga.post("Hello")).isVisible();
    Locator place = olga.page().locator("myc-sidebar .place", olga.saying("seen"));
    assertThat(place.locator(".count")).hasText("1");
    assertThat(unread("seen")).isEqualTo("1");

    olga.page().evaluate(LOOK_BACK);

    assertThat(place.locator(".count")).hasCount(0);
    await().until(() -> unread("seen").equals("0"));
  }

  @Test
  void aTaskThatIsCreatedIsOneCard() {
    Person olga = signIn(WORKSPACE.room("tasks"));

    olga.run("task create Sweep the floor");
    assertThat(olga.post("Sweep the floor")).isVisible();
    // What comes later than this came after all that the command brought.
    olga.say("Done.");
    assertThat(olga.post("Done.")).isVisible();
    assertThat(olga.post("Done.").locator(".sending")).hasCount(0);
    olga.page().waitForCondition(() -> olga.page().locator(".note").count() == 0);

    assertThat(olga.posts("Sweep the floor")).hasCount(1);
    assertThat(olga.page().locator("myc-room .card")).hasCount(1);
  }

  @Test
  void whatHappensToACardWhileItIsReadForTheFirstTimeIsShown() {
    Person olga = signIn(WORKSPACE.room("racing"));
    List<Route> held = new ArrayList<>();
    List<APIResponse> read = new ArrayList<>();
    olga.page()
        .route(
            "**/web/posts/*",
            route -> {
              read.add(route.fetch());
              held.add(route);
            },
            new Page.RouteOptions().setTimes(1));
    var task = WORKSPACE.call("racing", "task-create", Json.object().put("title", "Run"));
    olga.page().waitForCondition(() -> !held.isEmpty());

    WORKSPACE.call(
        "racing", "task-start", Json.object().set("task", task.reply().path("subject").path("id")));
    WORKSPACE.say("racing", "After the start.");
    assertThat(olga.post("After the start.")).isVisible();
    held.getFirst().fulfill(new Route.FulfillOptions().setResponse(read.getFirst()));

    assertThat(olga.state(olga.post("Run"))).hasText("started");
  }

  @Test
  void theFirstPostOfAThreadIsShownOnceInIt() {
    WORKSPACE.room("threads");
    String root = WORKSPACE.say("threads", "The root").reply().path("subject").path("id").asText();
    WORKSPACE.call("threads", "say", Json.object().put("text", "An answer").put("thread", root));
    Person olga = signIn("threads");
    olga.post("The root").locator(".thread-link").click();
    Locator thread = olga.page().locator("myc-thread");

    assertThat(thread.locator("article.post", olga.thatSay("An answer"))).hasCount(1);
    assertThat(thread.locator("article.post", olga.thatSay("The root"))).hasCount(1);
    thread.locator("myc-composer textarea").first().fill("Another");
    olga.press("Enter");
    assertThat(thread.locator("article.post", olga.thatSay("Another"))).hasCount(1);
    assertThat(thread.locator("article.post", olga.thatSay("The root"))).hasCount(1);
    assertThat(olga.post("The root").locator(".thread-link")).containsText("2 replies");
  }

  @Test
  void oneSeesOneselfAsHere() {
    Person olga = signIn("main");

    assertThat(olga.page().locator("myc-sidebar .person", olga.saying("olga")).locator(".here"))
        .isVisible();
  }

  @Test
  void theTimeOfARunningJobGoesOnWhereItsCardIsDrawnAgain() {
    WORKSPACE.room("work");
    Person olga = signIn("work");
    olga.run("slow");
    Locator elapsed = olga.post("slow").locator(".progress-words .num");
    assertThat(elapsed).hasText(Pattern.compile("^([3-9]|[1-9]\\d) s$"));

    olga.page().locator("myc-sidebar .place", olga.saying("main")).click();
    assertThat(olga.post("slow")).hasCount(0);
    olga.page().locator("myc-sidebar .place", olga.saying("work")).click();

    assertThat(elapsed).hasText(Pattern.compile("^([3-9]|[1-9]\\d) s$"));
    int again = seconds(elapsed);
    olga.page().waitForCondition(() -> seconds(elapsed) > again);
  }

  private static int seconds(Locator elapsed) {
    return Integer.parseInt(elapsed.innerText().replace(" s", ""));
  }

  private static Person signIn(String room) {
    Person olga = BROWSERS.open(WORKSPACE, "olga", room);
    assertThat(olga.page().locator(".connection.is-live")).isAttached();
    return olga;
  }

  private static String unread(String room) {
    JsonNode table = WORKSPACE.call("main", "room-list", Json.object()).reply();
    int column = 0;
    for (int i = 0; i < table.path("columns").size(); i++) {
      column = table.path("columns").path(i).path("key").asText().equals("unread") ? i : column;
    }
    for (JsonNode row : table.path("rows")) {
      if (row.path(0).asText().equals(room)) {
        return row.path(column).asText();
      }
    }
    throw new IllegalStateException("no room " + room);
  }
}
