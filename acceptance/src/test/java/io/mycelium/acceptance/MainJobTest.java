package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.EventStream;
import io.mycelium.acceptance.running.GitRepository;
import io.mycelium.acceptance.running.Ran;
import io.mycelium.acceptance.running.RunningGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The job that the README promises: asked for by one, granted by another, done by a drone.
@Timeout(180)
class MainJobTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static RunningGateway gateway;
  private static GitRepository repository;
  private static String ada;
  private static String bob;

  @BeforeAll
  static void start() {
    repository =
        GitRepository.in(
            folder.resolve("work/project"),
            "Start",
            "feat: sing",
            "fix: hum in tune",
            "docs: say how to sing");
    gateway = RunningGateway.start(folder.resolve("data"), folder.resolve("work"));
    ada = gateway.operatorKey();
    bob = gateway.invite("bob", "member");
    await()
        .atMost(SOON)
        .until(() -> gateway.call(ada, "drone-list", "{}").reply().path("rows").size() == 1);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void theCommandLineWaitsThroughApprovalToTheNotes() throws Exception {
    Path notes = folder.resolve("notes.md");

    Process asking =
        gateway.begin(
            ada,
            "release-notes",
            "--repo",
            repository.folder().toString(),
            "--since",
            "HEAD~3",
            "--output",
            notes.toString());
    String number = awaitPending();
    Ran own = gateway.cli(ada, "approval", "grant", number);
    Ran granted = gateway.cli(bob, "approval", "grant", number);
    Ran asked = gateway.finish(asking);

    assertThat(own.exit()).isEqualTo(4);
    assertThat(own.err()).contains("somebody else decides");
    assertThat(granted.exit()).as(granted.err()).isZero();
    assertThat(asked.exit()).as(asked.err()).isZero();
    assertThat(asked.err())
        .contains("#" + number)
        .contains("./mycelium approval grant " + number)
        .contains("bob");
    assertThat(Files.readString(notes)).contains("sing").contains("hum in tune").contains("Ada");
    assertThat(gateway.cli(ada, "audit").out())
        .contains("approval.requested", "approval.granted", "job.started", "job.ended");
    assertThat(gateway.cli(ada, "room", "read", "--thread", number).out()).contains("hum in tune");
  }

  @Test
  void theSameWorksOverHttpAlone() {
    try (EventStream events = EventStream.open(gateway, ada, "")) {
      Answer asked =
          gateway.call(
              ada,
              "release-notes",
              "{\"repo\":\"%s\"}".formatted(repository.folder()),
              "Idempotency-Key",
              "http-1");
      assertThat(asked.status()).isEqualTo(202);
      String number = asked.field("number").substring(1);
      String job = asked.reply().path("subject").path("id").asText().replace("apr_", "job_");

      assertThat(
              gateway.call(ada, "approval-grant", "{\"approval\":\"%s\"}".formatted(number)).code())
          .isEqualTo("own-request");
      assertThat(
              gateway
                  .call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number))
                  .status())
          .isEqualTo(200);
      assertThat(
              gateway.call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number)).code())
          .isEqualTo("already-decided");
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(events.events())
                  .anyMatch(e ->
                      e.type().equals("job.ended")
                          && e.data().path("subject").path("id").asText().equals(job)));

      var ended =
          events.events().stream()
              .filter(e ->
                  e.type().equals("job.ended")
                      && e.data().path("subject").path("id").asText().equals(job))
              .toList();
      assertThat(ended).hasSize(1);
      var payload = ended.getFirst().data().path("payload");
      assertThat(payload.path("state").asText()).isEqualTo("done");
      assertThat(payload.path("result").path("markdown").asText()).contains("hum in tune");
      assertThat(payload.path("result").path("files")).hasSize(1);
      assertThat(events.types())
          .contains(
              "approval.requested",
              "approval.granted",
              "job.queued",
              "job.started",
              "job.progress",
              "post.created");
      Answer again =
          gateway.call(
              ada,
              "release-notes",
              "{\"repo\":\"%s\"}".formatted(repository.folder()),
              "Idempotency-Key",
              "http-1");
      assertThat(again.field("number")).isEqualTo("#" + number);
      assertThat(
              gateway
                  .call(
                      ada,
                      "release-notes",
                      "{\"repo\":\"/elsewhere\"}",
                      "Idempotency-Key",
                      "http-1")
                  .status())
          .isEqualTo(422);
    }
  }

  @Test
  void aPathOutsideTheRootsIsRefusedWithTheReason() {
    Answer asked = gateway.call(ada, "release-notes", "{\"repo\":\"/etc\"}");
    String number = asked.field("number").substring(1);
    gateway.call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number));

    gateway.awaitWords(
        ada,
        "job-show",
        "{\"job\":\"%s\"}".formatted(number),
        "failed",
        folder.resolve("work").toString());
  }

  private static String awaitPending() {
    await()
        .atMost(SOON)
        .until(() -> !gateway.call(bob, "approval-list", "{}").reply().path("rows").isEmpty());
    return gateway.call(bob, "approval-list", "{}").reply().path("rows").path(0).path(0).asText();
  }
}
