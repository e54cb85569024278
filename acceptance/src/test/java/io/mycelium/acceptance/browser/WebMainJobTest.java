package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.mycelium.acceptance.running.GitRepository;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.acceptance.running.SignInLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The job that the README promises, by two people in two browsers.
@NeedsChromium
@Timeout(180)
class WebMainJobTest {
  @TempDir static Path folder;

  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static RunningGateway gateway;

  @BeforeAll
  static void start() {
    GitRepository.in(
        folder.resolve("work/project"), "Start", "feat: sing", "fix: hum in tune", "docs: sing");
    gateway =
        RunningGateway.start(
            folder.resolve("data"),
            folder.resolve("work"),
            "--set",
            "workspace.administrator=olga");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> gateway.fetch("/api/v1/catalog").toString().contains("\"release-notes\""));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void twoPeopleInTwoBrowsersGetFromAnEmptyRoomToTheNotes() throws IOException {
    Person olga = BROWSERS.open(Device.DESK, SignInLinks.printedBy(gateway));
    Person ada = BROWSERS.open(Device.DESK_AT_NIGHT, invite(olga, "ada"));

    ask(olga);
    Locator asked = ada.post("release-notes");
    assertThat(ada.state(asked)).hasText("pending");
    ada.button(asked, "Grant").click();

    for (Person each : List.of(olga, ada)) {
      assertThat(each.post("release-notes").locator(".fields")).containsText("Decided by ada");
      notesArrive(each);
    }
  }

  /// By the room's offer to invite somebody, which is one click away while the room is empty.
  private static String invite(Person olga, String name) {
    olga.page().locator(".first-steps button", olga.saying("/invite")).click();
    assertThat(olga.field("name")).isFocused();
    olga.page().keyboard().type(name);
    olga.page().keyboard().press("Enter");
    Locator secret = olga.note(name).locator("myc-secret");
    olga.button(secret, "Show").click();
    return SignInLinks.in(secret.locator("code").innerText());
  }

  /// From the first letters of the command on.
  private static void ask(Person olga) {
    olga.composer().focus();
    olga.page().keyboard().type("/rel");
    Locator offered = olga.page().getByRole(AriaRole.OPTION).first();
    assertThat(offered).containsText("release-notes");
    assertThat(offered).containsText("risk");
    olga.page().keyboard().press("Enter");
    Locator repo = olga.field("repo");
    assertThat(repo).isFocused();
    repo.fill(folder.resolve("work/project").toString());
    repo.press("Enter");
    assertThat(olga.state(olga.post("release-notes"))).hasText("pending");
  }

  private static void notesArrive(Person person) throws IOException {
    Locator card = person.post("release-notes");
    assertThat(person.state(card)).hasText("done");
    card.locator(".thread-link").click();
    Locator thread = person.page().locator("myc-thread");
    assertThat(thread).containsText("hum in tune");
    Locator file = thread.locator("a.file").first();
    assertThat(file).containsText("release-notes.md");
    Download download = person.page().waitForDownload(file::click);
    assertThat(download.suggestedFilename()).isEqualTo("release-notes.md");
    assertThat(Files.readString(download.path())).contains("hum in tune").contains("Ada");
  }
}
