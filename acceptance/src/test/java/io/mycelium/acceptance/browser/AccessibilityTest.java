package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What axe-core says of every page and state, in light and dark.
@NeedsChromium
@Timeout(180)
class AccessibilityTest {
  @RegisterExtension static final Workspace WORKSPACE = new Workspace();
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static Posts posts;

  private final Axe axe = new Axe();

  @BeforeAll
  static void talk() throws IOException {
    posts = Posts.in(WORKSPACE, "busy");
  }

  @Test
  void pagesAroundSigningInHaveNoFaults() {
    String link = WORKSPACE.link("ines", "member");
    Person ines = BROWSERS.open(Device.DESK);
    ines.open(link);
    axe.look(ines.page(), "an invitation");
    ines.signIn(link);
    Person other = BROWSERS.open(Device.DESK);
    for (var page :
        Map.of(
                "a used link", link,
                "an unknown link", WORKSPACE.url() + "/sign-in/sgn_0000000000",
                "no link", WORKSPACE.url() + "/sign-in")
            .entrySet()) {
      other.open(page.getValue());
      axe.look(other.page(), page.getKey());
    }
    other.open(WORKSPACE.url());
    assertThat(other.page().locator("h1")).hasText("You are not signed in");
    axe.look(other.page(), "signed out");

    assertThat(axe.found()).isEmpty();
  }

  @Test
  void aRoomHasNoFaultsEmptyOrWithAllKindsOfPosts() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    WORKSPACE.room("empty");
    olga.go("/rooms/empty");
    assertThat(olga.page().locator(".first-steps")).isVisible();
    axe.look(olga.page(), "an empty room");

    olga.go("/rooms/busy");
    olga.run("task list --all");
    assertThat(olga.note("task list").locator("table")).isVisible();
    olga.run("task show 999");
    assertThat(olga.note("999").locator(".refusal")).isVisible();
    olga.run("key create");
    assertThat(olga.note("key create").locator("myc-secret")).isVisible();
    assertThat(olga.post("slow").locator("progress")).isVisible();
    axe.look(olga.page(), "the end of a room");
    for (String words : List.of("All that Markdown has", "Deny me")) {
      olga.post(words).scrollIntoViewIfNeeded();
      axe.look(olga.page(), "a room at " + words);
    }
    olga.type("task create");
    olga.field("title").press("Enter");
    axe.look(olga.page(), "a command with a field that is wrong");
    olga.page().keyboard().press("Escape");
    olga.page().keyboard().type("/ta");
    assertThat(olga.page().getByRole(AriaRole.OPTION).first()).isVisible();
    axe.look(olga.page(), "completion");

    assertThat(axe.found()).isEmpty();
  }

  @Test
  void whatStandsBesideARoomHasNoFaults() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    for (String beside :
        List.of(
            "thread/" + posts.thread(),
            "person/" + posts.person(),
            "task/" + posts.task(),
            "approval/" + posts.approval(),
            "job/" + posts.job(),
            "post/" + posts.thread(),
            "search?q=Markdown")) {
      olga.go("/rooms/busy/" + beside);
      assertThat(olga.page().locator("myc-timeline article").first()).isVisible();
      String sign = beside.startsWith("job") ? ".log-lines li" : ".panel h2, .is-target";
      assertThat(olga.page().locator(sign).first()).isVisible();
      axe.look(olga.page(), beside);
    }

    assertThat(axe.found()).isEmpty();
  }

  @Test
  void dialogsHaveNoFaults() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.go("/rooms/busy");
    Page page = olga.page();
    olga.leaveComposer();
    page.keyboard().press("?");
    look(olga, "the keys");
    page.keyboard().press("Control+k");
    page.keyboard().type("o");
    look(olga, "the switcher");
    olga.button(olga.post("Deny me too"), "Deny").click();
    look(olga, "a form");
    olga.run("peer remove nobody-yet");
    look(olga, "the question whether one is sure");

    assertThat(axe.found()).isEmpty();
  }

  private void look(Person person, String state) {
    Locator dialog = person.page().locator("dialog[open]");
    assertThat(dialog).isVisible();
    axe.look(person.page(), state);
    person.page().keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
  }

  @Test
  void pagesBesideTheRoomsHaveNoFaults() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.go("/help");
    Locator search = olga.page().locator(".help-search input");
    assertThat(search).isVisible();
    axe.look(olga.page(), "help");
    search.fill("task");
    olga.page().locator(".help summary").first().click();
    axe.look(olga.page(), "help for a word, opened");
    olga.go("/settings");
    assertThat(olga.page().locator(".settings").getByText("this one")).isVisible();
    axe.look(olga.page(), "settings");
    WORKSPACE.room("astray");
    WORKSPACE.say("astray", "[this way](/nowhere)");
    olga.go("/rooms/astray");
    olga.page().getByText("this way").click();
    assertThat(olga.page().locator("h1")).hasText("There is no such page");
    axe.look(olga.page(), "an unknown page");

    assertThat(axe.found()).isEmpty();
  }

  @Test
  void theConsoleHasNoFaults() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    for (String name : List.of("approvals", "jobs", "drones", "functions", "people", "audit")) {
      olga.go("/console/" + name + (name.matches("approvals|jobs") ? "?room=busy" : ""));
      assertThat(olga.page().locator(".console-body td").first()).isVisible();
      axe.look(olga.page(), "console, " + name);
    }
    olga.go("/console/nothing");
    assertThat(olga.page().getByText("There is no such page in the console.")).isVisible();
    axe.look(olga.page(), "console, unknown page");

    assertThat(axe.found()).isEmpty();
  }
}
