package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.mycelium.acceptance.running.Installation;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.acceptance.running.SignInLinks;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Takes the README's pictures of the web chat, of a real run: `-Dpictures.write=true`.
@NeedsChromium
@Timeout(180)
@EnabledIfSystemProperty(
    named = "pictures.write",
    matches = "true",
    disabledReason = "optional: it writes the pictures of the README")
class PicturesTest {
  @TempDir static Path folder;
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  @Test
  void theMainJobAsItLooksInTheChat() throws Exception {
    try (Shop _ = new Shop();
        RunningGateway gateway = gateway()) {
      WebMember maya = member(SignInLinks.printedBy(gateway), ColorScheme.LIGHT);
      WebMember ada = member(SignInLinks.invite(gateway, "ada", "member"), ColorScheme.DARK);
      maya.say("We ship **2.4** on Friday. Who writes the notes?");
      ada.say("Let the drone do it, I will look over them. @maya");
      maya.run("task create", Map.of("title", "Announce 2.4 to the shops", "assign", "ada"));
      maya.run(
          "release-notes",
          Map.of("repo", Shop.PLACE.toString(), "since", "HEAD~6", "title", "Shop 2.4"));
      Locator asked = ada.person().post("release-notes");
      ada.person().button(asked, "Grant").click();
      take(maya, "light");
      take(ada, "dark");
    }
  }

  private static RunningGateway gateway() {
    return RunningGateway.start(
        folder.resolve("data"), Shop.PLACE, "--set", "workspace.administrator=maya");
  }

  private static WebMember member(String link, ColorScheme colours) {
    return new WebMember(BROWSERS.open(new Device(1280, 800, colours), link));
  }

  private static void take(WebMember member, String name) {
    Person person = member.person();
    Locator card = person.post("release-notes");
    assertThat(person.state(card)).hasText("done");
    card.locator(".thread-link").click();
    assertThat(person.page().locator("myc-thread")).containsText("find by colour");
    assertThat(person.page().locator("myc-thread a.file").first()).isVisible();
    person.page().mouse().move(640, 1);
    assertThat(person.page().locator(".toast.is-shown")).hasCount(0);
    person.picture(Installation.home().resolve("docs/pictures/web-" + name + ".png"));
  }
}
