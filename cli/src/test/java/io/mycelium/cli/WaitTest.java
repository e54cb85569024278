package io.mycelium.cli;

import static io.mycelium.cli.Samples.done;
import static io.mycelium.cli.Samples.event;
import static io.mycelium.cli.Samples.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.cli.Shell.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Following what a call set going.
@Timeout(60)
class WaitTest {
  private static final String[] LINE = {"release-notes", "--repo", "/srv"};
  private static final String STARTED =
      event(20, "job.started", "{\"state\":\"running\",\"drone\":\"shed\"}");

  @AutoClose private final StandInGateway gateway = new StandInGateway();
  private final Shell shell;

  WaitTest(@TempDir Path temp) throws IOException {
    shell = Shell.before(gateway, temp);
    gateway.accept("release-notes", Samples.PENDING);
  }

  @Test
  void wholeStoryIsToldAndTheResultAloneGoesToStandardOutput() {
    gateway.stream(
        granted(10),
        event(11, "approval.redeemed", "{\"result\":\"job:%s\"}".formatted(Samples.JOB)),
        event(12, "job.queued", "{\"state\":\"waiting\"}"),
        event(13, "job.kept", "{\"why\":\"It waits for #7 to end.\"}"),
        event(14, "job.kept", "{\"why\":\"\"}"),
        STARTED,
        event(
            21,
            "job.progress",
            "{\"percent\":50,\"note\":\"reading\",\"lines\":[\"one\",\"two\"],\"skipped\":7}"),
        event(22, "job.requeued", "{\"reason\":\"lost\",\"drone\":\"shed\"}"),
        event(23, "job.started", "{\"drone\":\"attic\"}"),
        done(24, "# Notes\\n\\nAll **well**.\\n", ""));

    Run run = shell.run(LINE);

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("# Notes\n\nAll **well**.\n");
    assertThat(run.err())
        .isEqualTo(
            """
            Approval #1: release-notes  pending
              Number         #1
              Who may grant  Anyone with the role member or above may: bob.
              To grant       ./mycelium approval grant 1

            Waiting for the decision; Ctrl-C stops the wait and nothing else.
            granted by bob at 13:03
            job #1 is queued
            It waits for #7 to end.
            started on drone shed
            50% reading
            one
            two
            ... 7 more lines; all: ./mycelium job log 1
            drone shed was lost; trying again
            started on drone attic
            """);
    assertThat(gateway.streamQueries().getFirst())
        .startsWith("after=")
        .endsWith("&subject=approval:%s&subject=job:%s".formatted(Samples.APPROVAL, Samples.JOB));
  }

  @Test
  void progressIsOneLineOnATerminal() {
    gateway.stream(
        event(1, "job.progress", "{\"percent\":50,\"note\":\"reading\"}"),
        event(2, "job.progress", "{\"percent\":60,\"lines\":[\"one\"]}"),
        done(3, "ok", ""));
    shell.terminal = new Terminal(true, true, true, 60);

    Run run = shell.run("release-notes", "--repo", "/srv", "--no-color");

    assertThat(run.err())
        .endsWith(
            "\r\u001b[K[##########          ] 50% reading"
                + "\r\u001b[K[############        ] 60%"
                + "\r\u001b[Kone\n[############        ] 60%"
                + "\r\u001b[K");
    assertThat(run.out()).isEqualTo("ok\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          approval.denied   | {"state":"denied","decidedBy":"bob","reason":"not now"} | denied by bob: not now
          approval.expired  | {"state":"expired"}                                     | nobody decided in time
          approval.refused  | {"reason":"ask again"}                                  | granted, but it could not run: ask again
          job.ended         | {"state":"failed","failure":{"code":"exit","message":"It ended with 1."}} | failed: It ended with 1.
          job.ended         | {"state":"cancelled","reason":"by ada"}                 | cancelled: by ada
          job.ended         | {"state":"dead","failure":{"code":"exit","message":"It ended with 1."}} | given up: It ended with 1.
          job.ended         | {"state":"dead"}                                        | given up
          """)
  void endWithoutAResultIsARefusal(String type, String payload, String told) {
    gateway.stream(event(10, type, payload));

    Run run = shell.run(LINE);

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lost     | drone shed was lost; trying again
          revoked  | drone shed was revoked; trying again
          released | drone shed gave it back; trying again
          refused  | drone shed could not run it; it waits for another one
          retry    | it failed on drone shed; trying again
          snooze   | it asked to be run again later
          """)
  void whyItRunsAgainIsTold(String reason, String told) {
    gateway.stream(
        STARTED,
        event(22, "job.requeued", "{\"drone\":\"shed\",\"reason\":\"%s\"}".formatted(reason)),
        done(24, "ok", ""));

    assertThat(shell.run(LINE).err()).contains(told + "\n");
  }

  @Test
  void failureKeepsItsLinesAndRepeatsNoneThatWereShown() {
    String ended =
        event(
            22,
            "job.ended",
            "{\"state\":\"failed\",\"failure\":{\"code\":\"exit\",\"message\":\"It ended with code 3.\\n  one\\ntwo\"}}");
    gateway.stream(granted(10), STARTED, ended);
    gateway.stream(
        granted(10),
        STARTED,
        event(21, "job.progress", "{\"lines\":[\"zero\",\"  one\",\"two\"]}"),
        ended);

    Run told = shell.run(LINE);
    Run shown = shell.run(LINE);

    assertThat(told.err())
        .endsWith("started on drone shed\nfailed: It ended with code 3.\n  one\ntwo\n");
    assertThat(shown.err()).endsWith("zero\n  one\ntwo\nfailed: It ended with code 3.\n");
  }

  @Test
  void brokenStreamIsResumedWhereItWas() {
    gateway.stream(granted(10), ":\nid: 15-0\n\n");
    gateway.stream("id: 16-0\nevent: job.started\ndata: {\"cut");
    gateway.stream(STARTED, done(24, "ok", ""));

    Run run = shell.run(LINE);

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("the connection to the gateway was lost; trying again\nconnected again\n");
    assertThat(gateway.streamQueries())
        .element(1, org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith("after=10-0&");
    assertThat(gateway.streamQueries())
        .element(2, org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith("after=10-0&");
  }

  @Test
  void logThatDoesNotKnowThePlaceIsReadFromItsStart() {
    gateway.youngLog();
    gateway.stream(granted(10), done(24, "ok", ""));

    assertThat(shell.run(LINE).code()).isZero();
    assertThat(gateway.streamQueries()).hasSize(2);
  }

  @Test
  void gatewayThatWasStartedAnewElsewhereIsFound() throws Exception {
    gateway.stream();
    try (var second = new StandInGateway()) {
      second.stream(granted(10), done(24, "ok", ""));
      var run = CompletableFuture.supplyAsync(() -> shell.run(LINE));
      assertThat(gateway.streamOpen().await(30, TimeUnit.SECONDS)).isTrue();

      gateway.close();
      Shell.names(shell.data, second.url(), ProcessHandle.current().pid());

      assertThat(run.get(30, TimeUnit.SECONDS).code()).isZero();
    }
  }

  @Test
  void waitEndsWhenItsTimeIsOver() {
    Run run = shell.run("release-notes", "--repo", "/srv", "--timeout", "300ms");

    assertThat(run.code()).isEqualTo(69);
    assertThat(run.err())
        .endsWith(
            """
            It is not done after 0.3s; it goes on by itself.
            To look later: ./mycelium approval show 1
            """);
  }

  @Test
  void jobThatIsNotDoneInTimeIsNamedByItsNumberOrItsId() {
    gateway.accept("release-notes", Samples.STARTED);
    Run numbered =
        shell.run("release-notes", "--repo", "/srv", "--timeout", "300ms", "--room", "lab");
    gateway.accept("release-notes", Samples.STARTED_WITHOUT_NUMBER);
    Run unnumbered = shell.run("release-notes", "--repo", "/srv", "--timeout", "300ms");
    gateway.stream(event(12, "job.queued", "{\"state\":\"waiting\"}"));
    Run learnt = shell.run("release-notes", "--repo", "/srv", "--timeout", "300ms");

    assertThat(numbered.err()).endsWith("To look later: ./mycelium job show 3 --room lab\n");
    assertThat(unnumbered.err())
        .endsWith("To look later: ./mycelium job show %s\n".formatted(Samples.JOB));
    assertThat(learnt.err())
        .contains("job #1 is queued")
        .endsWith("To look later: ./mycelium job show 1\n");
  }

  @Test
  void callThatIsNotWaitedForPrintsItsCard() {
    Run run = shell.run("release-notes", "--repo", "/srv", "--no-wait");

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Approval #1: release-notes  pending\n");
    assertThat(run.err()).isEmpty();
    assertThat(gateway.streamQueries()).isEmpty();
  }

  @Test
  void jobThatNeededNoApprovalIsFollowedToo() {
    gateway.accept("release-notes", Samples.STARTED);
    gateway.stream(STARTED, done(24, "ok", ""));

    Run run = shell.run(LINE);

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualTo(
            """
            Job #3: release-notes is waiting; Ctrl-C stops the wait and nothing else.
            started on drone shed
            """);
    assertThat(gateway.streamQueries().getFirst()).endsWith("&subject=job:" + Samples.JOB);
  }

  @Test
  void jobThatCannotBeginSaysWhy() {
    gateway.accept(
        "release-notes",
        Samples.STARTED.replace("\"markdown\":\"\"", "\"markdown\":\"No drone can contain it.\""));
    gateway.stream(STARTED, done(24, "ok", ""));

    assertThat(shell.run(LINE).err()).contains("nothing else.\nNo drone can contain it.\n");
  }

  @Test
  void whatWasAskedForBeforeAndIsOverTellsItsOutcome() {
    shell.now = Instant.parse("2026-01-31T12:30:00Z");
    gateway.accept("release-notes", Samples.PENDING.replace("pending", "run"));
    gateway.stream(
        granted(10),
        event(11, "approval.redeemed", "{\"result\":\"job:%s\"}".formatted(Samples.JOB)),
        event(12, "job.queued", "{\"state\":\"waiting\"}"),
        STARTED,
        event(21, "job.progress", "{\"percent\":50,\"lines\":[\"one\"]}"),
        done(24, "# Notes", ""));
    Run over = shell.run(LINE);
    gateway.accept("release-notes", Samples.PENDING.replace("pending", "denied"));
    gateway.stream(event(10, "approval.denied", "{\"decidedBy\":\"bob\",\"reason\":\"not now\"}"));
    Run denied = shell.run(LINE);

    assertThat(over)
        .isEqualTo(
            new Run(
                0,
                "# Notes\n",
                "Approval #1: release-notes is run already.\ngranted by bob at 13:03\n"));
    assertThat(denied)
        .isEqualTo(
            new Run(
                3, "", "Approval #1: release-notes is denied already.\ndenied by bob: not now\n"));
  }

  @Test
  void whatWasAskedForBeforeAndGoesOnIsToldFromNowOn() {
    shell.now = Instant.parse("2026-01-31T11:59:00Z");
    gateway.accept("release-notes", Samples.PENDING.replace("pending", "run"));
    gateway.stream(
        event(12, "job.queued", "{\"state\":\"waiting\"}").replace("T12:00", "T11:00"),
        STARTED,
        done(24, "# Notes", ""));

    assertThat(shell.run(LINE).err())
        .endsWith("is run already.\nstarted on drone shed\n")
        .doesNotContain("queued");
  }

  @Test
  void grantedCommandShowsWhatItLedTo() {
    gateway.accept("task-create", Samples.PENDING);
    gateway.reply("task-show", "{\"kind\":\"text\",\"markdown\":\"Task #2\"}");
    gateway.stream(granted(10), event(11, "approval.redeemed", "{\"result\":\"task:tsk_2\"}"));

    Run run = shell.run("task", "create", "T");

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("Task #2\n");
    assertThat(gateway.calls().getLast().body()).isEqualTo("{\"task\":\"tsk_2\"}");
  }

  @Test
  void programsGetTheEventThatEndedIt() {
    gateway.stream(granted(10), done(24, "ok", ""));

    Run run = shell.run("release-notes", "--repo", "/srv", "--json");

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).startsWith("{\"id\":\"24-0\"").contains("\"markdown\":\"ok\"");
  }

  @Test
  void whatIsSaidOutsideIsShownAndNotObeyed() {
    String hostile = "\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202egnp";
    gateway.stream(
        event(
            10,
            "approval.granted",
            "{\"votes\":[{\"name\":\"%s\",\"at\":\"%s\"}]}".formatted(hostile, hostile)),
        event(11, "job.started", "{\"drone\":\"%s\"}".formatted(hostile)),
        event(
            12,
            "job.progress",
            "{\"percent\":10,\"note\":\"%s\",\"lines\":[\"%s\\nnext\"]}"
                .formatted(hostile, hostile)),
        done(
            13,
            hostile,
            "{\"name\":\"../../%s\",\"mediaType\":\"%s\"}".formatted(hostile, hostile)));

    Run run = shell.run(LINE);

    assertThat(run.code()).isZero();
    assertThat(run.out() + run.err()).doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "../");
    assertThat(run.err()).contains("gnp").doesNotContain("owned", "[2J");
  }
}
