package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.mycelium.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people do with posts after they were said.
@NeedsChromium
@Timeout(120)
class PostChangesTest {
  @RegisterExtension static final Workspace WORKSPACE = new Workspace();
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static Person in(String room) {
    WORKSPACE.room(room);
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.go("/rooms/" + room);
    return olga;
  }

  private static void tool(Person person, String words, String label) {
    Locator post = person.post(words);
    post.hover();
    post.locator("[aria-label='%s']".formatted(label)).click();
  }

  @Test
  void onesOwnWordsAreChangedFromThePost() {
    Person olga = in("edits");
    olga.say("helo");

    tool(olga, "helo", "Edit");
    olga.field("text").fill("hello");
    olga.page().locator("dialog button[type=submit]").click();

    assertThat(olga.post("hello")).containsText("edited");
    assertThat(olga.posts("helo")).hasCount(0);
  }

  @Test
  void onesOwnPostIsRemovedAfterAYes() {
    Person olga = in("removals");
    olga.say("a slip");

    tool(olga, "a slip", "Remove");
    olga.page().locator("dialog .is-danger").click();

    assertThat(olga.post("(removed by olga)")).isVisible();
    assertThat(olga.posts("a slip")).hasCount(0);
  }

  @Test
  void aPressOnAReactionAddsOnesOwnAndTakesItBack() {
    Person olga = in("reactions");
    String post = WORKSPACE.say("reactions", "shall we?").reply().at("/subject/id").asText();
    react(post, WORKSPACE.gateway().invite("bert", "member"));

    Locator reaction = olga.post("shall we?").locator("button[aria-pressed]");
    assertThat(reaction).hasText("\uD83D\uDC4D 1");
    reaction.click();
    assertThat(reaction).hasText("\uD83D\uDC4D 2");
    assertThat(reaction).hasAttribute("title", "bert, olga");
    reaction.click();
    assertThat(reaction).hasText("\uD83D\uDC4D 1");
  }

  private static void react(String post, String key) {
    var options = Json.object().put("post", post).put("emoji", ":thumbsup:");
    WORKSPACE.gateway().call(key, "post-react", options.toString(), "Mycelium-Room", "reactions");
  }
}
