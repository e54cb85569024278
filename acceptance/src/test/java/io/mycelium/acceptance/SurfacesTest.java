package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.Ran;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every command over every surface: one gateway is driven over HTTP, its twin by the command line,
/// with the same calls in the same order. What came out at the far end must be the same.
@Timeout(300)
class SurfacesTest {
  @TempDir static Path folder;

  private static RunningGateway byHttp;
  private static RunningGateway byLine;

  @BeforeAll
  static void start() {
    byHttp =
        RunningGateway.start(
            folder.resolve("http"), folder, "--no-drone", "--set", "workspace.administrator=olga");
    byLine =
        RunningGateway.start(
            folder.resolve("line"), folder, "--no-drone", "--set", "workspace.administrator=olga");
  }

  @AfterAll
  static void stop() {
    byHttp.close();
    byLine.close();
  }

  @Test
  void everyCommandAnswersTheSameOverHttpAndTheCommandLine() throws IOException {
    Files.writeString(folder.resolve("q3.csv"), SurfaceStep.Q3_CONTENT);
    assertThat(byHttp.upload(byHttp.operatorKey(), "q3.csv", SurfaceStep.Q3_CONTENT).body())
        .isEqualTo(Json.parse(SurfaceStep.Q3));
    Set<String> driven = new LinkedHashSet<>();
    for (SurfaceStep step : SurfaceStep.all(folder.resolve("q3.csv"))) {
      Answer answer = byHttp.call(byHttp.operatorKey(), step.command(), step.options());
      List<String> words = new ArrayList<>(step.words());
      words.addAll(List.of("--json", "--no-wait"));
      Ran ran = byLine.cli(byLine.operatorKey(), words.toArray(String[]::new));

      assertThat(answer.status())
          .as("%s: %s", step.command(), answer.body())
          .isEqualTo(step.status());
      assertThat(ran.exit())
          .as("%s: %s%s", step.words(), ran.out(), ran.err())
          .isEqualTo(exit(step.status()));
      assertThat(SurfaceStep.comparable(ran.json()))
          .as(step.command())
          .isEqualTo(SurfaceStep.comparable(answer.body()));
      driven.add(step.command());
    }
    Set<String> all = new LinkedHashSet<>();
    byHttp
        .fetch("/api/v1/catalog")
        .path("commands")
        .forEach(c -> all.add(c.path("name").asText().replace(' ', '-')));
    assertThat(all).as("every command has a step").isSubsetOf(driven);
  }

  @Test
  void everyReadIsGoodToReadForPeople() {
    for (String line :
        List.of(
            "help",
            "whoami",
            "task list",
            "approval list --all",
            "schedule list --all",
            "job list --all",
            "drone list",
            "function list",
            "room list",
            "peer list",
            "key list",
            "session list",
            "channel list",
            "platform list",
            "account list",
            "doctor",
            "audit")) {
      Ran ran = byLine.cli(byLine.operatorKey(), line.split(" "));

      assertThat(ran.exit()).as(line + ran.err()).isZero();
      assertThat(ran.out()).as(line).isNotBlank().doesNotContain("{\"").doesNotContain("\u001b");
    }
  }

  private static int exit(int status) {
    return switch (status) {
      case 200, 202 -> 0;
      case 400, 404 -> 2;
      case 401, 403 -> 4;
      case 409, 422, 428 -> 5;
      case 429, 503 -> 69;
      default -> -1;
    };
  }
}
