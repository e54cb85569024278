package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
  /// One call: as a program sends it and as a person types it.
  ///
  /// @param status over HTTP; the exit code follows from it
  private record Step(String command, String options, List<String> words, int status) {}

  /// What an upload of the file answers.
  private static final String Q3 =
      """
      {"digest":"8a6ae15122001229edb8866f56e342af12ae8187203c3e3b33931743e7c0c48d","name":"q3.csv","mediaType":"text/csv","size":5}\
      """;

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
    Files.writeString(folder.resolve("q3.csv"), "1,2,3");
    assertThat(byHttp.upload(byHttp.operatorKey(), "q3.csv", "1,2,3").body())
        .isEqualTo(Json.parse(Q3));
    Set<String> driven = new LinkedHashSet<>();
    for (Step step : steps()) {
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
      assertThat(plain(comparable(ran.json())))
          .as(step.command())
          .isEqualTo(plain(comparable(answer.body())));
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
            "job list --all",
            "drone list",
            "function list",
            "room list",
            "peer list",
            "key list",
            "session list",
            "audit")) {
      Ran ran = byLine.cli(byLine.operatorKey(), line.split(" "));

      assertThat(ran.exit()).as(line + ran.err()).isZero();
      assertThat(ran.out()).as(line).isNotBlank().doesNotContain("{\"").doesNotContain("\u001b");
    }
  }

  /// In an order in which each has something to work on. The first two tasks, the approval and what
  /// follows share the room's numbers: task 1, task 2, approval 3, approval 4.
  private static List<Step> steps() {
    return List.of(
        ok("help", "{}", "help"),
        ok("whoami", "{}", "whoami"),
        ok(
            "task-create",
            "{\"title\":\"Mend the roof\",\"notes\":\"before winter\"}",
            "task",
            "create",
            "Mend the roof",
            "--notes",
            "before winter"),
        ok("task-create", "{\"title\":\"Sweep\"}", "task", "create", "Sweep"),
        ok("task-list", "{}", "task", "list"),
        ok("task-show", "{\"task\":\"1\"}", "task", "show", "1"),
        ok(
            "task-assign",
            "{\"task\":\"1\",\"to\":\"olga\"}",
            "task",
            "assign",
            "1",
            "--to",
            "olga"),
        ok("task-start", "{\"task\":\"#1\"}", "task", "start", "#1"),
        ok(
            "task-comment",
            "{\"task\":\"1\",\"text\":\"half done\"}",
            "task",
            "comment",
            "1",
            "half done"),
        ok("task-finish", "{\"task\":\"1\"}", "task", "finish", "1"),
        no(409, "task-start", "{\"task\":\"1\"}", "task", "start", "1"),
        no(400, "task-create", "{}", "task", "create"),
        no(404, "task-show", "{\"task\":\"99\"}", "task", "show", "99"),
        ok(
            "room-create",
            "{\"name\":\"attic\",\"closed\":true}",
            "room",
            "create",
            "attic",
            "--closed"),
        ok("room-list", "{}", "room", "list"),
        ok("room-members", "{\"name\":\"attic\"}", "room", "members", "attic"),
        ok("say", "{\"text\":\"good morning\"}", "say", "good morning"),
        ok(
            "say",
            "{\"text\":\"the numbers\",\"file\":" + Q3 + "}",
            "say",
            "the numbers",
            "--file",
            folder.resolve("q3.csv").toString()),
        no(
            400,
            "say",
            "{\"file\":" + Q3.replace("\"size\":5", "\"size\":6") + "}",
            "say",
            "--file",
            "blob:8a6ae15122001229edb8866f56e342af12ae8187203c3e3b33931743e7c0c48d/6/text/csv/q3.csv"),
        no(400, "say", "{}", "say"),
        ok("room-read", "{}", "room", "read"),
        ok("room-search", "{\"text\":\"MORNING\"}", "room", "search", "MORNING"),
        ok("room-seen", "{}", "room", "seen"),
        ok("policy-show", "{}", "policy", "show"),
        ok(
            "policy-set",
            "{\"risk\":\"high\",\"people\":3}",
            "policy",
            "set",
            "high",
            "--people",
            "3"),
        no(202, "release-notes", "{\"repo\":\"/tmp\"}", "release-notes", "--repo", "/tmp"),
        no(202, "release-notes", "{\"repo\":\"/var\"}", "release-notes", "--repo", "/var"),
        ok("approval-list", "{}", "approval", "list"),
        ok("approval-show", "{\"approval\":\"3\"}", "approval", "show", "3"),
        no(403, "approval-grant", "{\"approval\":\"3\"}", "approval", "grant", "3"),
        no(428, "approval-grant-alone", "{\"approval\":\"3\"}", "approval", "grant-alone", "3"),
        ok(
            "approval-deny",
            "{\"approval\":\"3\",\"reason\":\"not now\"}",
            "approval",
            "deny",
            "3",
            "not now"),
        ok("job-list", "{\"all\":true}", "job", "list", "--all"),
        no(404, "job-show", "{\"job\":\"3\"}", "job", "show", "3"),
        no(404, "job-cancel", "{\"job\":\"3\"}", "job", "cancel", "3"),
        no(404, "job-log", "{\"job\":\"3\"}", "job", "log", "3"),
        ok("drone-list", "{}", "drone", "list"),
        no(404, "drone-show", "{\"drone\":\"attic\"}", "drone", "show", "attic"),
        ok("function-list", "{}", "function", "list"),
        ok("function-show", "{\"name\":\"release-notes\"}", "function", "show", "release-notes"),
        ok("function-stop", "{\"name\":\"release-notes\"}", "function", "stop", "release-notes"),
        ok("function-start", "{\"name\":\"release-notes\"}", "function", "start", "release-notes"),
        ok("function-trust", "{\"name\":\"release-notes\"}", "function", "trust", "release-notes"),
        ok("invite", "{\"name\":\"bob\",\"key\":true}", "invite", "bob", "--key"),
        no(409, "invite", "{\"name\":\"Bob\"}", "invite", "Bob"),
        ok("peer-list", "{}", "peer", "list"),
        ok("role-list", "{}", "role", "list"),
        ok("role-set", "{\"peer\":\"bob\",\"role\":\"viewer\"}", "role", "set", "bob", "viewer"),
        ok(
            "key-create",
            "{\"for\":\"bob\",\"label\":\"laptop\"}",
            "key",
            "create",
            "--for",
            "bob",
            "--label",
            "laptop"),
        ok("key-list", "{}", "key", "list"),
        ok("session-list", "{}", "session", "list"),
        ok("session-end", "{\"others\":true}", "session", "end", "--others"),
        no(404, "session-end", "{\"session\":\"key_0000\"}", "session", "end", "key_0000"),
        no(400, "session-end", "{}", "session", "end"),
        no(428, "peer-remove", "{\"peer\":\"bob\"}", "peer", "remove", "bob"),
        no(428, "key-revoke", "{\"key\":\"key_0000\"}", "key", "revoke", "key_0000"),
        ok("freeze", "{\"reason\":\"drill\"}", "freeze", "--reason", "drill"),
        no(503, "release-notes", "{\"repo\":\"/tmp\"}", "release-notes", "--repo", "/tmp"),
        ok("unfreeze", "{}", "unfreeze"),
        ok("audit", "{\"last\":5}", "audit", "--last", "5"));
  }

  private static Step ok(String command, String options, String... words) {
    return new Step(command, options, List.of(words), 200);
  }

  private static Step no(int status, String command, String options, String... words) {
    return new Step(command, options, List.of(words), status);
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

  /// The reply, or the whole problem; what differs by nature left out.
  private static JsonNode comparable(JsonNode body) {
    return body.has("reply") ? body.path("reply") : body;
  }

  /// Ids, secrets, times and addresses by their kind.
  private static String plain(JsonNode body) {
    return body.toString()
        .replaceAll("\"request\":\"[^\"]*\"", "\"request\":\"R\"")
        .replaceAll("myc_[A-Za-z0-9_-]+", "SECRET")
        .replaceAll("\\b(tsk|apr|job|pst|peer|key|drn)_[a-z0-9]+", "$1")
        .replaceAll("\"confirm\":\"[^\"]*\"", "\"confirm\":\"C\"")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "T")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "HERE")
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+|req_[a-z0-9]+", "REQUEST");
  }
}
