package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.bridge.slack.far.SlackPerson;
import io.mycelium.bridge.slack.render.SlackManifest;
import io.mycelium.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The app was installed without a scope that it needs.
@Timeout(180)
class SlackScopesTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final String GENERAL = SlackTown.GENERAL;
  private static final String OTHER = "other";

  @TempDir static Path folder;

  private static SlackTown town;

  private final String mark = "scope" + MARKS.incrementAndGet() + "x";

  @BeforeAll
  static void start() {
    town = SlackTown.in(folder);
    town.link(OTHER, "main", "member");
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    SlackManifest.SCOPES.forEach(town.slack().team()::grant);
    town.isClean();
  }

  @Test
  void theDoctorNamesWhatIsMissingAndWhatToDo() {
    List<String> taken = List.of("reactions:write", "users:read");
    taken.forEach(town.slack().team()::take);

    Map<String, List<String>> found = doctor();

    assertThat(found.get("Slack: scopes"))
        .containsExactly(
            "bad",
            "reactions:write, users:read missing; update the app from 'slack manifest' and install it again.");
    found.remove("Slack: scopes");
    assertThat(found.entrySet())
        .filteredOn(each -> each.getKey().startsWith("Slack"))
        .as("nothing else is wrong")
        .hasSizeGreaterThan(2)
        .allMatch(each -> each.getValue().getFirst().equals("good"));
    taken.forEach(town.slack().team()::grant);
    assertThat(doctor().get("Slack: scopes").getFirst()).isEqualTo("good");
  }

  @Test
  void theDoctorSaysOfAChannelThatItMayNotBeLookedAt() {
    town.slack().team().take("channels:read");

    Map<String, List<String>> found = doctor();

    assertThat(found.get("Slack: #" + GENERAL)).containsExactly("bad", "Slack says missing_scope.");
    assertThat(found.get("Slack: bot token").getFirst()).isEqualTo("good");
  }

  /// State and sentence of all that was looked at, by what it was.
  private static Map<String, List<String>> doctor() {
    JsonNode rows = town.call("doctor", "{}", Optional.empty()).reply().path("rows");
    return StreamSupport.stream(rows.spliterator(), false)
        .collect(
            Collectors.toMap(
                row -> row.path(0).asText(),
                row -> List.of(row.path(1).asText(), row.path(2).asText())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channels:history",
        "channels:read",
        "chat:write.customize",
        "files:read",
        "files:write",
        "im:write",
        "reactions:write",
        "usergroups:read",
        "users:read"
      })
  void whatNeedsNoSuchScopeGoesOn(String scope) {
    SlackPerson ada = town.person("ada");
    ada.say(GENERAL, mark + " root");
    await().atMost(SlackTown.SOON).until(() -> !town.room(mark + " root").isEmpty());
    town.slack().team().take(scope);

    sayWithFile(mark + " numbers");
    react(town.post(mark + " root"));
    ada.attach(OTHER, mark + ".txt", mark.getBytes(StandardCharsets.UTF_8), mark + " look");
    town.person("new" + mark).say(OTHER, mark + " hello");
    town.say(mark + " afterwards");
    ada.slash(GENERAL, "/mycelium task create '" + mark + " made'");

    for (String channel : List.of(GENERAL, OTHER)) {
      await(channel)
          .atMost(SlackTown.SOON)
          .untilAsserted(() -> {
            assertThat(town.shown(channel, mark + " numbers")).hasSize(1);
            assertThat(town.shown(channel, mark + " afterwards")).hasSize(1);
          });
    }
    town.card(mark + " made", shown -> true);
    assertThat(town.texts(OTHER, mark)).contains(mark + " look", mark + " hello");
  }

  private void sayWithFile(String words) {
    Answer file = town.gateway().upload(town.gateway().operatorKey(), mark + ".csv", "a;b\n");
    var options = Json.object().put("text", words);
    options.set("file", file.body());
    town.call("say", options.toString(), Optional.empty());
  }

  private static void react(String post) {
    town.call(
        "post-react",
        Json.object().put("post", post).put("emoji", "🎉").toString(),
        Optional.empty());
  }
}
