package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The chat without a mouse.
@NeedsChromium
@Timeout(180)
class KeyboardTest {
  private static final int MANY = 60;

  /// Whether what has the focus, or what it stands in, looks different with it.
  private static final String LOOKS_FOCUSED =
      """
      () => {
        const focused = document.activeElement;
        const around = [focused, focused.parentElement, focused.parentElement.parentElement];
        const look = () => around.map((e) => {
          const s = getComputedStyle(e);
          return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor, s.clipPath].join();
        }).join();
        const with_ = look();
        focused.blur();
        const without = look();
        focused.focus({ preventScroll: true });
        return with_ !== without;
      }
      """;

  @RegisterExtension static final Workspace WORKSPACE = new Workspace();
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  @BeforeAll
  static void letAdaIn() {
    WORKSPACE.gateway().invite("ada", "member");
  }

  @Test
  void theMainJobIsDoneByKeysAlone() throws IOException {
    WORKSPACE.room("keys");
    Person olga = BROWSERS.open(WORKSPACE, "olga", "keys");
    Person ada = BROWSERS.open(WORKSPACE, "ada", "keys");

    olga.leaveComposer();
    olga.page().keyboard().type("/rel");
    assertThat(olga.page().getByRole(AriaRole.OPTION).first()).containsText("release-notes");
    olga.press("Enter");
    assertThat(olga.field("repo")).isFocused();
    olga.page().keyboard().type(WORKSPACE.project().toString());
    olga.press("Enter");
    assertThat(olga.state(olga.post("release-notes"))).hasText("pending");

    assertThat(ada.state(ada.post("release-notes"))).hasText("pending");
    ada.leaveComposer();
    ada.press("k");
    assertThat(ada.post("release-notes")).isFocused();
    tabTo(ada, ada.button(ada.post("release-notes"), "Grant"));
    ada.press("Enter");
    assertThat(ada.post("release-notes").locator(".fields")).containsText("Decided by ada");

    olga.leaveComposer();
    olga.press("k");
    tabTo(olga, olga.post("release-notes").locator(".thread-link"));
    olga.press("Enter");
    Locator thread = olga.page().locator("myc-thread");
    assertThat(thread).containsText("hum in tune");
    tabTo(olga, thread.locator("a.file").first());
    Download download = olga.page().waitForDownload(() -> olga.press("Enter"));
    assertThat(Files.readString(download.path())).contains("hum in tune");
    olga.press("Escape");
    assertThat(thread).hasCount(0);
    assertThat(olga.page()).hasURL(Pattern.compile("/rooms/keys$"));
  }

  @Test
  void theFirstTabSkipsTheSidebar() {
    Person olga = BROWSERS.open(WORKSPACE, "olga", "main");
    olga.leaveComposer();

    olga.press("Tab");
    Locator skip = olga.page().locator(".skip");
    assertThat(skip).isFocused();
    assertThat(skip).isInViewport();
    olga.press("Enter");
    olga.press("Tab");

    assertThat(olga.page().locator("#main :focus")).hasCount(1);
  }

  @Test
  void whatHasTheFocusLooksLikeIt() {
    WORKSPACE.room("looks");
    WORKSPACE.say("looks", "Words with [a link](https://example.org).");
    Person olga = BROWSERS.open(WORKSPACE, "olga", "looks");
    assertThat(olga.post("Words")).isVisible();
    olga.leaveComposer();

    String first = "";
    for (int i = 0; i < MANY; i++) {
      olga.press("Tab");
      String now = olga.focused();
      if (now.equals(first) || now.startsWith("<body")) {
        assertThat(i).as("places that take the focus").isGreaterThan(15);
        return;
      }
      first = first.isEmpty() ? now : first;
      assertThat(olga.page().evaluate(LOOKS_FOCUSED)).as(now).isEqualTo(true);
    }
    throw new AssertionError("the focus never came round");
  }

  @Test
  void dialogThatOpensAsAnotherOneClosesStays() {
    WORKSPACE.room("quick");
    Person olga = BROWSERS.open(WORKSPACE, "olga", "quick");
    olga.leaveComposer();
    olga.press("?");
    assertThat(olga.page().locator("myc-keys dialog[open]")).isVisible();

    olga.page()
        .evaluate(
            "() => { document.querySelector('dialog[open]').close();"
                + " document.body.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: 'k', ctrlKey: true, bubbles: true, cancelable: true})); }");

    assertThat(olga.page().locator("myc-switcher dialog[open]")).isVisible();
    olga.press("Escape");
    assertThat(olga.page().locator("dialog")).hasCount(0);
  }

  @Test
  void dialogsGiveTheFocusBack() {
    Person olga = atWords("given-back");

    for (String key : new String[] {"?", "Control+k"}) {
      Locator dialog = opened(olga, key);
      olga.press("Escape");

      assertThat(dialog).hasCount(0);
      assertThat(olga.post("Words")).isFocused();
    }
  }

  /// Chromium lets the focus out to its own buttons, not to the page behind. It comes back from
  /// there when Chromium likes, also after a dialog was closed, so nothing is asked after that.
  @ParameterizedTest
  @CsvSource({"?, kept-keys", "Control+k, kept-places"})
  void dialogsKeepTheFocus(String key, String room) {
    Person olga = atWords(room);

    opened(olga, key);

    for (int i = 0; i < 5; i++) {
      olga.press("Tab");
      assertThat(
              (Boolean)
                  olga.page()
                      .evaluate(
                          "() => document.activeElement === document.body"
                              + " || Boolean(document.activeElement.closest('dialog'))"))
          .isTrue();
    }
  }

  /// Somebody with the focus on a post.
  private static Person atWords(String room) {
    WORKSPACE.room(room);
    WORKSPACE.say(room, "Words");
    Person olga = BROWSERS.open(WORKSPACE, "olga", room);
    assertThat(olga.post("Words")).isVisible();
    olga.leaveComposer();
    olga.press("k");
    assertThat(olga.post("Words")).isFocused();
    return olga;
  }

  private static Locator opened(Person olga, String key) {
    olga.press(key);
    Locator dialog = olga.page().locator("dialog[open]");
    assertThat(dialog).isVisible();
    return dialog;
  }

  @Test
  void theQuestionBeforeWhatCannotBeUndoneStartsAtTheHarmlessAnswer() {
    WORKSPACE.gateway().invite("zoe", "viewer");
    Person olga = BROWSERS.open(WORKSPACE, "olga", "main");

    olga.run("peer remove zoe");
    assertThat(olga.page().locator("dialog[open]")).isVisible();
    assertThat(olga.page().locator("dialog button", olga.saying("Leave it"))).isFocused();
    olga.press("Enter");

    assertThat(olga.page().locator("dialog[open]")).hasCount(0);
    assertThat(olga.page().locator("myc-sidebar .person", olga.saying("zoe"))).isVisible();
  }

  @Test
  void escapeLeavesTheListTheCommandAndThePanelOneAfterTheOther() {
    WORKSPACE.room("leaving");
    String post = WORKSPACE.say("leaving", "Words").reply().path("subject").path("id").asText();
    Person olga = BROWSERS.open(WORKSPACE, "olga", "leaving/thread/" + post);
    Locator composer = olga.page().locator("myc-thread myc-composer textarea").first();
    composer.focus();
    olga.page().keyboard().type("/ta");
    assertThat(olga.page().getByRole(AriaRole.OPTION).first()).isVisible();
    olga.press("Escape");
    assertThat(olga.page().getByRole(AriaRole.OPTION)).hasCount(0);
    assertThat(composer).hasValue("/ta");

    olga.page().keyboard().type("sk create ");
    assertThat(olga.page().locator("myc-thread [data-option=title] textarea")).isFocused();
    olga.press("Escape");
    assertThat(composer).isFocused();
    olga.press("Escape");
    olga.press("Escape");

    assertThat(olga.page().locator("myc-thread")).hasCount(0);
  }

  /// Presses Tab until something has the focus.
  private static void tabTo(Person person, Locator wanted) {
    assertThat(wanted).isVisible();
    for (int i = 0; i < MANY; i++) {
      if ((Boolean) wanted.evaluate("e => e === document.activeElement")) {
        return;
      }
      person.press("Tab");
    }
    throw new AssertionError("Tab does not lead to " + wanted);
  }
}
