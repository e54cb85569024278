package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.mycelium.acceptance.running.Cable;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A gateway or a network that goes away under open pages, and clocks that are wrong.
@NeedsChromium
@Timeout(180)
class ReconnectTest {
  private static final long HALF_A_MINUTE = Duration.ofSeconds(30).toMillis();

  /// After so long without a sign of life a page gives its connection up.
  private static final long SILENCE = Duration.ofSeconds(61).toMillis();

  @RegisterExtension static final Workspace WORKSPACE = new Workspace();
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private Cable cable;

  @BeforeEach
  void lay() {
    cable = Cable.to(WORKSPACE.url());
  }

  @AfterEach
  void takeAway() {
    cable.close();
  }

  @Test
  void aKilledGatewayLosesAndDoublesNothing() {
    WORKSPACE.room("killed");
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    Person ada = BROWSERS.open(Device.DESK, WORKSPACE.link("ada", "member"));
    for (Person each : List.of(olga, ada)) {
      each.go("/rooms/killed");
      assertThat(each.page().locator(".connection.is-live")).isAttached();
    }
    olga.say("Before the end.");
    assertThat(ada.post("Before the end.")).isVisible();

    WORKSPACE.breakDown(() -> {
      assertThat(olga.banner()).containsText("The gateway is away");
      assertThat(ada.banner()).isVisible();
      ada.say("Said into the dark.");
      assertThat(ada.post("Said into the dark.")).containsText("Not sent");
      olga.composer().fill("Half a thou");
    });
    WORKSPACE.say("killed", "From a terminal.");

    for (Person each : List.of(olga, ada)) {
      assertThat(each.banner()).hasCount(0);
      assertThat(each.posts("From a terminal.")).hasCount(1);
      assertThat(each.posts("Before the end.")).hasCount(1);
    }
    assertThat(olga.composer()).hasValue("Half a thou");
    ada.button(ada.post("Said into the dark."), "Send again").click();
    assertThat(olga.posts("Said into the dark.")).hasCount(1);
    assertThat(ada.posts("Said into the dark.")).hasCount(1);
    olga.page().reload();
    assertThat(olga.composer()).hasValue("Half a thou");
    assertThat(olga.posts("Said into the dark.")).hasCount(1);
  }

  @Test
  void wordsAndCommandsOfHalfAMinuteWithoutNetworkLandOnceWhenTheyAreSentAgain() {
    WORKSPACE.room("cut");
    Person olga = throughTheCable("cut");
    // What commands need comes when the page has nothing else to do.
    olga.page()
        .waitForFunction(
            "() => customElements.get('myc-command-line') && customElements.get('myc-note')");

    cable.cut();
    assertThat(olga.banner()).isVisible();
    olga.say("Said meanwhile.");
    assertThat(olga.post("Said meanwhile.")).containsText("Not sent");
    olga.run("task create Done meanwhile");
    assertThat(olga.note("task create")).containsText("The gateway did not answer");
    WORKSPACE.say("cut", "From elsewhere.");
    olga.page().clock().fastForward(HALF_A_MINUTE);
    assertThat(olga.posts("From elsewhere.")).hasCount(0);
    cable.mend();
    // In one step: the page may come back by itself in this very moment, and the button be gone.
    olga.page().evaluate("document.querySelector('.banner button')?.click()");

    assertThat(olga.banner()).hasCount(0);
    assertThat(olga.posts("From elsewhere.")).hasCount(1);
    olga.button(olga.post("Said meanwhile."), "Send again").click();
    assertThat(olga.post("Said meanwhile.").locator(".sending, .unsent")).hasCount(0);
    olga.button(olga.note("task create"), "Send again").click();
    assertThat(olga.posts("Done meanwhile")).hasCount(1);
    olga.page().reload();
    assertThat(olga.posts("Done meanwhile")).hasCount(1);
    assertThat(olga.posts("Said meanwhile.")).hasCount(1);
    assertThat(olga.posts("From elsewhere.")).hasCount(1);
  }

  @Test
  void aSilentNetworkIsNoticed() {
    WORKSPACE.room("silent");
    Person olga = throughTheCable("silent");

    cable.hold();
    WORKSPACE.say("silent", "Not heard at once.");
    olga.page().clock().fastForward(SILENCE);
    assertThat(olga.banner()).isVisible();
    assertThat(olga.posts("Not heard at once.")).hasCount(0);
    cable.mend();

    assertThat(olga.posts("Not heard at once.")).hasCount(1);
    assertThat(olga.banner()).hasCount(0);
  }

  @Test
  void wordsWhoseAnswerWasLostAreSaidOnce() {
    WORKSPACE.room("lost");
    Person olga = throughTheCable("lost");

    cable.loseAnswersTo("POST /api/v1/commands/say");
    olga.say("Heard, though nobody said so.");
    assertThat(cable.hasLostIt()).isTrue();
    assertThat(olga.posts("Heard, though nobody said so.")).hasCount(1);
    cable.mend();
    assertThat(olga.page().locator("myc-room .sending, myc-room .unsent")).hasCount(0);

    olga.say("The next.");
    assertThat(olga.post("The next.")).isVisible();
    assertThat(olga.posts("Heard, though nobody said so.")).hasCount(1);
    assertThat(olga.page().locator("myc-room .sending")).hasCount(0);
    olga.page().reload();
    assertThat(olga.post("The next.")).isVisible();
    assertThat(olga.posts("Heard, though nobody said so.")).hasCount(1);
  }

  @Test
  void aCommandWhoseAnswerWasLostIsDoneOnceWhenItIsSentAgain() {
    WORKSPACE.room("once");
    Person olga = throughTheCable("once");

    cable.loseAnswersTo("POST /api/v1/commands/task-create");
    olga.run("task create Only once");
    assertThat(cable.hasLostIt()).isTrue();
    assertThat(olga.post("Only once")).isVisible();
    // The browser asks once more by itself, and that answer has to get lost, too.
    assertThat(olga.note("task create")).containsText("The gateway did not answer");
    cable.mend();
    olga.button(olga.note("task create"), "Send again").click();
    assertThat(olga.note("task create")).hasCount(0);

    olga.say("The next.");
    assertThat(olga.post("The next.")).isVisible();
    assertThat(olga.posts("Only once")).hasCount(1);
  }

  @Test
  void aPressWhoseAnswerWasLostDecidesOnce() {
    WORKSPACE.room("pressed");
    String bob = WORKSPACE.gateway().invite("bob", "member");
    Person olga = throughTheCable("pressed");
    Posts.ask(WORKSPACE, bob, "pressed", "Look");
    Locator card = olga.post("release-notes");
    assertThat(olga.state(card)).hasText("pending");

    cable.loseAnswersTo("/press");
    olga.button(card, "Grant").click();
    assertThat(cable.hasLostIt()).isTrue();

    assertThat(card.locator(".fields")).containsText("Decided by olga");
    assertThat(olga.button(card, "Grant")).hasCount(0);
  }

  @Test
  void anotherTabShowsTheSameAndSignsOutWithIt() {
    WORKSPACE.room("tabs");
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.go("/rooms/tabs");
    Page other = olga.tab();
    other.navigate(WORKSPACE.url() + "/rooms/tabs");
    assertThat(other.locator("myc-room myc-composer textarea").first()).isVisible();
    olga.say("In both.");
    assertThat(other.locator("article.post", olga.saying("In both."))).hasCount(1);
    assertThat(olga.posts("In both.")).hasCount(1);

    other.navigate(WORKSPACE.url() + "/settings");
    other.locator("form[action='/sign-out'] button").click();

    assertThat(other.locator("h1")).hasText("You are not signed in");
    assertThat(olga.page().locator("h1")).hasText("You were signed out");
  }

  @Test
  void aBrowserWhoseClockIsADayOffShowsTimesAsTheyAre() {
    WORKSPACE.room("clocks");
    WORKSPACE.say("clocks", "First.");
    for (Duration off : List.of(Duration.ofDays(1), Duration.ofDays(-1))) {
      Person olga = BROWSERS.open(Device.DESK);
      olga.page().clock().install(new Clock.InstallOptions().setTime(wrong(off)));
      olga.signIn(WORKSPACE.anotherLink("olga"));
      olga.go("/rooms/clocks");
      assertThat(olga.post("First.").locator("time").first())
          .hasText(Pattern.compile("just now|1 min ago|\\d\\d:\\d\\d"));
      assertThat(olga.page().locator("myc-room .day").first()).hasText("Today");

      olga.say("Said at " + off);
      Locator said = olga.post("Said at " + off);
      assertThat(said).isVisible();
      assertThat(said.locator(".sending")).hasCount(0);
      assertThat(said.locator("time").first()).hasText(Pattern.compile("just now|\\d\\d:\\d\\d"));
      WORKSPACE.say("clocks", "After " + off);
      assertThat(olga.post("After " + off)).isVisible();
      assertThat(olga.page().locator("myc-room .day")).hasCount(1);
      List<String> order = olga.page().locator("myc-room article.post").allInnerTexts();
      assertThat(order.getLast()).contains("After " + off);
      assertThat(order.get(order.size() - 2)).contains("Said at " + off);
    }
  }

  private static Date wrong(Duration off) {
    return Date.from(Instant.now().plus(off));
  }

  /// Somebody whose page's timers can be put forward.
  private Person throughTheCable(String room) {
    Person olga = BROWSERS.open(Device.DESK);
    olga.page().clock().install();
    olga.signIn(cable.through(WORKSPACE.anotherLink("olga")));
    olga.go("/rooms/" + room);
    assertThat(olga.composer()).isVisible();
    assertThat(olga.page().locator(".connection.is-live")).isAttached();
    return olga;
  }
}
