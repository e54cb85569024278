package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Small and large pages, with words of all kinds. Twice as large as usual, 640 pixels are 320.
@NeedsChromium
@Timeout(180)
class NarrowTest {
  private static final Device WALL = new Device(2560, 1440, ColorScheme.LIGHT);
  private static final String LONG_NAME = "Maximiliane-Konstantina.von.Wolkenstein1";
  private static final String ARABIC = "مرحبا بالعالم (v1.2) اليوم";

  @RegisterExtension static final Workspace WORKSPACE = new Workspace();
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static Posts posts;

  @BeforeAll
  static void talk() throws IOException {
    posts = Posts.in(WORKSPACE, "busy");
    WORKSPACE.room("emptiness");
    String key = WORKSPACE.gateway().invite(LONG_NAME, "operator");
    for (String words :
        List.of(
            "w".repeat(300),
            ARABIC,
            "`" + "c".repeat(300) + "`",
            "https://example.org/" + "p".repeat(300),
            "```\n" + "x".repeat(300) + "\n```",
            "| " + "a | ".repeat(30) + "\n|" + "---|".repeat(30) + "\n| " + "1 | ".repeat(30))) {
      String options = Json.object().put("text", words).toString();
      WORKSPACE.gateway().call(key, "say", options, "Mycelium-Room", "busy");
    }
  }

  @Test
  void theMainJobIsDoneOnASmallPhone() throws IOException {
    WORKSPACE.room("pocket");
    Person ada = BROWSERS.open(Device.SMALL_PHONE, WORKSPACE.link("ada", "member"));
    Person olga = BROWSERS.open(Device.SMALL_PHONE, WORKSPACE.anotherLink("olga"));
    for (Person each : List.of(olga, ada)) {
      each.page().locator("header .only-narrow").click();
      each.page().locator("myc-sidebar .place", each.saying("pocket")).click();
      assertThat(each.page().locator(".first-steps")).isVisible();
    }

    olga.page().locator(".first-steps button", olga.saying("/release-notes")).click();
    olga.field("repo").fill(WORKSPACE.project().toString());
    olga.page().locator("myc-room .send").click();
    ada.button(ada.post("release-notes"), "Grant").click();
    assertThat(olga.post("release-notes").locator(".fields")).containsText("Decided by ada");
    olga.post("release-notes").locator(".thread-link").click();
    Locator thread = olga.page().locator("myc-thread");
    assertThat(thread).containsText("hum in tune");
    assertThat(olga.sideways()).isEmpty();
    Download download = olga.page().waitForDownload(() -> thread.locator("a.file").first().click());
    assertThat(Files.readString(download.path())).contains("hum in tune");
    olga.page().locator(".panel .only-narrow").click();

    assertThat(olga.composer()).isVisible();
    assertThat(olga.sideways()).isEmpty();
  }

  @Test
  void nothingIsWiderThanASmallPhone() {
    assertThat(sidewaysOn(Device.SMALL_PHONE)).isEmpty();
  }

  @Test
  void nothingIsWiderThanAWall() {
    assertThat(sidewaysOn(WALL)).isEmpty();
  }

  private static List<String> sidewaysOn(Device device) {
    Person olga = BROWSERS.open(device, WORKSPACE.anotherLink("olga"));
    List<String> wide = new ArrayList<>();
    for (String path : posts.everywhere()) {
      olga.go(path);
      olga.waitUntilDrawn();
      olga.sideways().forEach(what -> wide.add(path + ": " + what));
    }
    olga.go("/rooms/busy");
    olga.run("task list --all");
    assertThat(olga.note("task list").locator("table")).isVisible();
    olga.run("key create");
    olga.button(olga.note("key create").locator("myc-secret").first(), "Show").click();
    olga.run("task show 999");
    assertThat(olga.note("999").locator(".refusal")).isVisible();
    olga.sideways().forEach(what -> wide.add("notes: " + what));
    olga.type("task create");
    olga.field("title").fill("t".repeat(150));
    olga.sideways().forEach(what -> wide.add("fields: " + what));
    return wide;
  }

  @Test
  void dialogsFitASmallPhone() {
    Person olga = BROWSERS.open(Device.SMALL_PHONE, WORKSPACE.anotherLink("olga"));
    olga.go("/rooms/busy");
    for (String key : List.of("?", "Control+k")) {
      olga.leaveComposer();
      olga.press(key);
      assertThat(olga.page().locator("dialog[open]")).isVisible();
      assertThat(olga.sideways()).as(key).isEmpty();
      olga.press("Escape");
      assertThat(olga.page().locator("dialog[open]")).hasCount(0);
    }
    olga.button(olga.post("Deny me too"), "Deny").click();
    assertThat(olga.page().locator("dialog[open]")).isVisible();
    assertThat(olga.sideways()).as("a form").isEmpty();
  }

  @Test
  void wordsFromRightToLeftStandAtTheRightAndKeepTheirOrder() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.go("/rooms/busy");
    Locator words = olga.post(ARABIC).getByText(ARABIC);
    assertThat(words).isVisible();

    assertThat(words.evaluate("e => getComputedStyle(e).direction")).isEqualTo("rtl");
    assertThat(
            olga.post(ARABIC)
                .locator(".author, .gutter")
                .first()
                .evaluate("e => getComputedStyle(e).direction"))
        .isEqualTo("ltr");
    olga.composer().fill(ARABIC);
    assertThat(olga.composer().evaluate("e => getComputedStyle(e).direction")).isEqualTo("rtl");
  }

  @Test
  void aNameOfFortyLettersIsReadWhole() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.go("/rooms/busy");

    Locator author = olga.page().locator("myc-room .author", olga.saying(LONG_NAME)).first();
    assertThat(author).isVisible();
    assertThat(author.evaluate("e => e.scrollWidth <= e.clientWidth || e.clientWidth === 0"))
        .isEqualTo(true);
    assertThat(olga.page().locator("myc-sidebar .person", olga.saying(LONG_NAME))).isVisible();
  }
}
