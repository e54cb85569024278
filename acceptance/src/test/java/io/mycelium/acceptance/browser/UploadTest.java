package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import io.mycelium.acceptance.running.Cable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Files that people show each other.
@NeedsChromium
@Timeout(180)
class UploadTest {
  private static final int HALF_MEGABYTE = 500_000;

  private static final String DROP =
      """
      ([name, content]) => {
        const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name, { type: "application/octet-stream" }));
        return transfer;
      }
      """;

  @RegisterExtension
  static final Workspace WORKSPACE = new Workspace("--set", "http.max-upload=1m");

  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  @TempDir Path folder;

  @BeforeAll
  static void letAdaIn() {
    WORKSPACE.gateway().invite("ada", "member");
  }

  @Test
  void aChosenFileReachesTheOtherUnchanged() throws IOException {
    Path file = file("numbers.bin", HALF_MEGABYTE);
    Person olga = BROWSERS.open(WORKSPACE, "olga", WORKSPACE.room("chosen"));
    Person ada = BROWSERS.open(WORKSPACE, "ada", "chosen");

    olga.composer().fill("Look at these");
    olga.attach(file);
    assertThat(olga.attached()).hasText("numbers.bin");
    assertThat(olga.field("text")).hasValue("Look at these");
    olga.page().locator("myc-room .send").click();

    assertThat(fileOf(ada, "Look at these", "numbers.bin")).hasSameBinaryContentAs(file);
    assertThat(fileOf(olga, "Look at these", "numbers.bin")).hasSameBinaryContentAs(file);
  }

  @Test
  void aDroppedFileReachesTheOtherUnchanged() throws IOException {
    Path file = file("häßlich & groß.bin", 20_000);
    Person olga = BROWSERS.open(WORKSPACE, "olga", WORKSPACE.room("dropped"));
    Person ada = BROWSERS.open(WORKSPACE, "ada", "dropped");

    JSHandle transfer =
        olga.page()
            .evaluateHandle(
                DROP,
                List.of(
                    file.getFileName().toString(),
                    Base64.getEncoder().encodeToString(Files.readAllBytes(file))));
    olga.composer().dispatchEvent("drop", Map.of("dataTransfer", transfer));
    assertThat(olga.attached()).hasText("häßlich & groß.bin");
    olga.field("text").fill("Caught");
    olga.field("text").press("Enter");

    assertThat(fileOf(ada, "Caught", "häßlich & groß.bin")).hasSameBinaryContentAs(file);
  }

  @Test
  void anUploadThatBreaksOffLeavesNothingAndWorksAgain() throws IOException {
    Path file = file("broken.bin", HALF_MEGABYTE);
    WORKSPACE.room("broken");
    try (Cable cable = Cable.to(WORKSPACE.url())) {
      Person olga = BROWSERS.open(Device.DESK, cable.through(WORKSPACE.anotherLink("olga")));
      olga.go("/rooms/broken");
      assertThat(olga.composer()).isVisible();
      cable.cutAfter(HALF_MEGABYTE / 2);
      olga.attach(file);
      Locator field = olga.page().locator("myc-room myc-file-field");
      assertThat(field).containsText("The upload broke off. Nothing was kept; try again.");
      assertThat(olga.attached()).hasCount(0);

      cable.mend();
      field.locator("input[type=file]").setInputFiles(file);
      assertThat(olga.attached()).hasText("broken.bin");
      assertThat(field).not().containsText("broke off");
      olga.field("text").fill("Whole");
      olga.field("text").press("Enter");
      assertThat(fileOf(olga, "Whole", "broken.bin")).hasSameBinaryContentAs(file);
      assertThat(olga.page().locator("myc-room a.file")).hasCount(1);
    }
  }

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
    Path file = file("large.bin", 2_500_000);
    Person olga = BROWSERS.open(WORKSPACE, "olga", WORKSPACE.room("large"));
    List<String> sent = new ArrayList<>();
    olga.page()
        .onRequest(request -> {
          if (request.url().contains("/blobs")) {
            sent.add(request.url());
          }
        });

    olga.composer().fill("Too much");
    olga.attach(file);

    assertThat(olga.page().locator("myc-room myc-file-field"))
        .containsText("large.bin is 2.5 MB; a file may have 1.0 MB at most.");
    assertThat(olga.attached()).hasCount(0);
    assertThat(olga.field("text")).hasValue("Too much");
    assertThat(sent).isEmpty();
  }

  private Path file(String name, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return Files.write(folder.resolve(name), content);
  }

  private static Path fileOf(Person person, String words, String name) {
    Locator file = person.post(words).locator("a.file");
    assertThat(file).containsText(name);
    Download download = person.page().waitForDownload(file::click);
    return download.path();
  }
}
