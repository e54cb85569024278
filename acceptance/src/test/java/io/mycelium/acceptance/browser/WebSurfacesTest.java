package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import io.mycelium.acceptance.SurfaceStep;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.acceptance.running.SignInLinks;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Every command by the web chat: one gateway is driven over HTTP, its twin by the fields of the
/// page, with the same calls in the same order. The page has to get the same answer, and show all
/// of it.
@NeedsChromium
@Timeout(600)
class WebSurfacesTest {
  /// They tell of the caller's session, or of what they have read, which only the page knows.
  private static final Set<String> OWN =
      Set.of("room-list", "key-list", "session-list", "session-end", "peer-list", "audit");

  @TempDir static Path folder;
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static RunningGateway byHttp;
  private static RunningGateway byPage;

  private final Map<String, String> names = new LinkedHashMap<>();
  private WebMember olga;

  @BeforeAll
  static void start() {
    byHttp = gateway("http");
    byPage = gateway("page");
  }

  private static RunningGateway gateway(String name) {
    return RunningGateway.start(
        folder.resolve(name), folder, "--no-drone", "--set", "workspace.administrator=olga");
  }

  @AfterAll
  static void stop() {
    byHttp.close();
    byPage.close();
  }

  @Test
  void everyCommandAnswersTheSameOnThePage() throws IOException {
    Path q3 = folder.resolve("q3.csv");
    Files.writeString(q3, SurfaceStep.Q3_CONTENT);
    byHttp.upload(byHttp.operatorKey(), "q3.csv", SurfaceStep.Q3_CONTENT);
    await()
        .untilAsserted(() ->
            assertThat(names())
                .as("what is shipped comes a moment later")
                .containsKey("release-notes"));
    olga = new WebMember(BROWSERS.open(Device.DESK, SignInLinks.printedBy(byPage)));

    for (SurfaceStep step : SurfaceStep.all(q3)) {
      Answer http = byHttp.call(byHttp.operatorKey(), step.command(), step.options());
      if (handsInWhatIsNoFile(step)) {
        continue;
      }
      olga.dismissAll();
      olga.begin(names.get(step.command()), options(step, q3));
      if (http.status() == 400 && !http.body().path("fields").isEmpty()) {
        refusedAtTheField(step, http);
      } else {
        answered(step, http);
      }
    }
  }

  /// The commands of the catalogue by the word with dashes.
  private Map<String, String> names() {
    byPage
        .fetch("/api/v1/catalog")
        .path("commands")
        .forEach(c -> names.put(c.path("path").asText(), c.path("name").asText()));
    return names;
  }

  /// A person can only choose files that there are.
  private static boolean handsInWhatIsNoFile(SurfaceStep step) {
    return step.options().contains("\"size\":6");
  }

  private void refusedAtTheField(SurfaceStep step, Answer http) {
    olga.send();
    String option = http.body().path("fields").path(0).path("option").asText();
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(olga.alone()).as(step.command()).anyMatch(s -> s.says(option)));
  }

  private void answered(SurfaceStep step, Answer http) {
    Response response =
        olga.person()
            .page()
            .waitForResponse(
                r -> r.url().endsWith("/api/v1/commands/" + step.command()), olga::send);
    JsonNode body = Json.parse(response.body());

    assertThat(response.status()).as("%s: %s", step.command(), body).isEqualTo(http.status());
    if (!OWN.contains(step.command())) {
      assertThat(SurfaceStep.comparable(body))
          .as(step.command())
          .isEqualTo(SurfaceStep.comparable(http.body()));
    }
    if (http.status() == 428) {
      Locator dialog = olga.person().page().locator("dialog[open]");
      assertThat(dialog).containsText(body.path("detail").asText());
      olga.person().button(dialog, "Leave it").click();
      assertThat(dialog).hasCount(0);
    } else {
      shown(step, body.has("reply") ? body.path("reply") : body);
    }
  }

  private void shown(SurfaceStep step, JsonNode reply) {
    Rendering rendering = Rendering.of(reply);
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(Stream.concat(olga.alone().stream(), olga.room().stream()).toList())
                .as("%s shows %s", step.command(), reply)
                .anyMatch(rendering::isShownBy));
  }

  private static Map<String, String> options(SurfaceStep step, Path q3) {
    Map<String, String> options = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> option : Json.parse(step.options()).properties()) {
      JsonNode value = option.getValue();
      options.put(option.getKey(), value.isObject() ? q3.toString() : value.asText());
    }
    return options;
  }
}
