package io.mycelium.functions.jobs;

import static io.mycelium.functions.TestGateway.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.fixture.ReplyAssert;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Jobs from the call to the end, over the real queue.
class JobLifeTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;
  private TestGateway.User ada;
  private TestPackage dropped;

  @BeforeEach
  void open() {
    // Both at once, and before the first look: the folder is looked at again only after a while.
    dropped = TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    TestPackage.drop(functions, "risky");
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    ada = olga.invite("ada", Role.MEMBER);
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count") && gateway.has("risky"));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void callStartsAJobWithANumberAndAThread() throws IOException {
    Reply reply = ada.run("count --repo /srv/shop");

    ReplyAssert.assertThat(reply).isAccepted("job").hasState("waiting");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      JobSpec spec = drone.claim().job();
      assertThat(spec.id().value()).isEqualTo(field(reply, "id"));
      assertThat(spec.run()).containsExactly("python3", "run.py");
      assertThat(spec.options().toString()).isEqualTo("{\"repo\":\"/srv/shop\",\"most\":7}");
      assertThat(spec.readable()).containsExactly("/srv/shop");
      assertThat(spec.jobClass().name()).isEmpty();
      assertThat(spec.trusted()).isTrue();
      assertThat(spec.limits().timeout()).hasMinutes(2);
      assertThat(spec.limits().memoryBytes()).isEqualTo(64L << 20);
      assertThat(files(drone, spec)).containsExactly("function.yaml", "run.py");
    }
    Post card = gateway.posts(RoomId.MAIN).getFirst();
    assertThat(card.content()).isEqualTo(new Content.Live(Jobs.subject(id(reply))));
    assertThat(gateway.jobs().thread(id(reply))).contains(card.id());
    ReplyAssert.assertThat(reply).hasField("number", "#1");
    ReplyAssert.assertThat(ada.run("job show 1")).isCard("#1 count");
  }

  @Test
  void fullQueueRefusesBeforeAnythingIsKept() {
    gateway
        .queue()
        .jobs()
        .setPolicy(QueuePolicy.STANDARD.holding(100, 1).mistrusting(Duration.ZERO, 0));
    ada.run("count --repo /srv/shop");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

    Reply full = ada.run("count --repo /srv/shop");

    ReplyAssert.assertThat(full).isRefused(Reply.Reason.BUSY, "queue-full").says("try again in");
    assertThat(((Reply.Refused) full).retryAfter()).isPresent();
    assertThat(gateway.events("job.queued")).hasSize(1);
  }

  @Test
  void pathThatIsWrittenIsSaidApartFromThoseThatAreRead() {
    dropped.write("function.yaml", TestPackage.manifest("count", "low") + "writes: [repo]\n");
    await()
        .untilAsserted(() ->
            ReplyAssert.assertThat(olga.run("function trust count")).hasField("writes", "--repo"));
    await()
        .untilAsserted(
            () -> ReplyAssert.assertThat(olga.run("function show count")).hasState("live"));

    ada.run("count --repo /srv/shop");

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      JobSpec spec = drone.claim().job();
      assertThat(spec.writable()).containsExactly("/srv/shop");
      assertThat(spec.readable()).isEmpty();
    }
  }

  @Test
  void fileOfACallGoesWithItsJob() throws IOException {
    dropped.write(
        "function.yaml",
        TestPackage.manifest("count", "medium")
            .replace("repo: {type: path", "table: {type: file, required: true"));
    await().until(() -> gateway.catalogue().find("count").toString().contains("FILE"));
    var bytes = new ByteArrayInputStream("1,2,3".getBytes(StandardCharsets.UTF_8));
    FileRef file =
        FileRef.of(gateway.queue().blobs().store(bytes, Duration.ofDays(1)), "q3.csv", "");

    Reply asked = ada.run("count --table " + file);
    ReplyAssert.assertThat(asked)
        .isAccepted("approval")
        .hasField("command", "count --table " + file + " --most 7");
    olga.run("approval grant " + field(asked, "number").substring(1));

    try (var drone = ScriptedDrone.containing(gateway.queue(), "attic")) {
      JobSpec spec = drone.claim().job();
      assertThat(spec.files()).containsExactly(entry("table", file));
      assertThat(spec.options().path("table")).hasToString(file.tree().toString());
      assertThat(spec.readable()).isEmpty();
      try (InputStream content = drone.source().open(file.digest()).orElseThrow()) {
        assertThat(content).hasContent("1,2,3");
      }
    }
  }

  @Test
  void cardOfAGrantedCallTellsHowItsJobIs() {
    ada.run("risky --repo /srv/shop");
    olga.run("approval grant 1");
    await().untilAsserted(() -> assertThat(cardState()).isEqualTo("waiting"));

    try (var drone = ScriptedDrone.containing(gateway.queue(), "attic")) {
      Claimed claimed = drone.claim();
      await().untilAsserted(() -> assertThat(cardState()).isEqualTo("running"));
      drone.fail(claimed.lease(), "exit", "It ended with 3.");
    }

    await().untilAsserted(() -> assertThat(cardState()).isEqualTo("failed"));
    ReplyAssert.assertThat(ada.run("approval list --all")).hasColumn("state", "run");
  }

  private String cardState() {
    return ((Reply.Card) ada.run("approval show 1")).state().orElseThrow();
  }

  @Test
  void sameRequestStartsOneJob() {
    Reply first = ada.run("count", "req-7");
    Reply second = ada.run("count", "req-7");

    assertThat(field(second, "id")).isEqualTo(field(first, "id"));
    ReplyAssert.assertThat(ada.run("count --most 8", "req-7"))
        .isRefused(Reply.Reason.REUSED, "request-id-reused");
    assertThat(gateway.events("job.queued")).hasSize(1);
  }

  @Test
  void wholeLifeIsToldInOrder() {
    ada.run("count");
    try (var drone = ScriptedDrone.containing(gateway.queue(), "attic")) {
      Claimed claimed = drone.claim();
      drone.print(claimed.lease(), 40, "  reading", "a\u001b[2Jb");
      await().until(() -> !gateway.events("job.progress").isEmpty());
      var notes = new JobResult.Artifact("notes.md", "text/markdown", drone.store("# Notes"));
      drone.complete(claimed.lease(), "Counted **7**.", notes);
    }

    await().until(() -> !gateway.events("job.ended").isEmpty());
    assertThat(types()).containsExactly("job.queued", "job.started", "job.progress", "job.ended");
    ReplyAssert.assertThat(ada.run("job list --all")).hasColumn("progress", "");
    EventRecord progress = gateway.events("job.progress").getFirst();
    assertThat(progress.payload().path("percent").asInt()).isEqualTo(40);
    assertThat(progress.payload().path("drone").asText()).isEqualTo("attic");
    assertThat(progress.payload().path("lines").toString()).isEqualTo("[\"  reading\",\"ab\"]");
    EventRecord ended = gateway.events("job.ended").getFirst();
    assertThat(ended.payload().path("state").asText()).isEqualTo("done");
    assertThat(ended.payload().at("/result/markdown").asText()).isEqualTo("Counted **7**.");
    assertThat(ended.payload().at("/result/files/0/content/size").asInt()).isEqualTo(7);
    ReplyAssert.assertThat(ada.run("job show 1"))
        .isCard("#1 count")
        .hasState("done")
        .hasField("drone", "attic")
        .says("Counted **7**.")
        .hasField("file-1", ended.payload().at("/result/files/0/content/digest").asText());
  }

  @Test
  void endCarriesTheLinesThatNobodyHasToldYet() {
    ada.run("count");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      Claimed claimed = drone.claim();
      drone.print(
          claimed.lease(),
          90,
          IntStream.rangeClosed(1, 150).mapToObj(i -> "line " + i).toArray(String[]::new));
      drone.fail(claimed.lease(), "exit", "It ended with 3.");
    }

    await().until(() -> !gateway.events("job.ended").isEmpty());
    var lines =
        gateway.events("job.progress").stream()
            .flatMap(e ->
                IntStream.range(0, e.payload().path("lines").size())
                    .mapToObj(i -> e.payload().path("lines").get(i).asText()))
            .toList();
    long skipped =
        gateway.events("job.progress").stream()
            .mapToLong(e -> e.payload().path("skipped").asLong())
            .sum();
    assertThat(lines).hasSize(100).startsWith("line 51").endsWith("line 150");
    assertThat(skipped).isEqualTo(50);
    ReplyAssert.assertThat(ada.run("job show 1"))
        .hasState("failed")
        .hasField("code", "exit")
        .says("It ended with 3.");
    ReplyAssert.assertThat(ada.run("job log 1")).isTable(150);
    String place = ((Reply.Table) ada.run("job log 1")).rows().get(148).getFirst();
    ReplyAssert.assertThat(ada.run("job log 1 --after " + place)).isTable(1);
    ReplyAssert.assertThat(ada.run("job log 1 --after \"0); DROP\""))
        .isRefused(Reply.Reason.INVALID, "bad-options");
  }

  @Test
  void jobThatNoDroneCouldRunSaysSo() {
    ada.run("count");

    ReplyAssert.assertThat(ada.run("job show 1")).hasState("waiting").says("No drone is live");
  }

  @Test
  void linesOfAFailureStayLines() {
    Reply reply = ada.run("count");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.fail(
          drone.claim().lease(),
          "exit",
          "It ended with code 3.\n  at ```line``` 7\n**boom**\u001b[2J");
    }

    await().until(() -> !gateway.events("job.ended").isEmpty());
    assertThat(gateway.events("job.ended").getFirst().payload().at("/failure/message").asText())
        .isEqualTo("It ended with code 3.\n  at ```line``` 7\n**boom**");
    assertThat(gateway.posts(Posts.of(gateway.jobs().thread(id(reply)).orElseThrow())))
        .extracting(post -> ((Content.Said) post.content()).reply())
        .containsExactly(
            new Reply.Text(
                "`count` failed: It ended with code 3.\n\n````\n  at ```line``` 7\n**boom**\n````"));
  }

  @Test
  void releasedJobIsToldAndStartsAgain() {
    ada.run("count");
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.bare(gateway.queue(), "cellar")) {
      attic.release(attic.claim().lease());
      Claimed again = cellar.claim();
      cellar.complete(again.lease(), "Done.");
      await().until(() -> !gateway.events("job.ended").isEmpty());
    }

    assertThat(types())
        .containsExactly("job.queued", "job.started", "job.requeued", "job.started", "job.ended");
    assertThat(gateway.events("job.requeued").getFirst().payload().path("reason").asText())
        .isEqualTo("released");
    ReplyAssert.assertThat(ada.run("job show 1"))
        .hasField("drone", "cellar")
        .hasField("attempts", "2");
  }

  @Test
  void grantedJobSharesItsApprovalsNumberStemAndThread() {
    Reply asked = ada.run("risky --repo /srv");
    ReplyAssert.assertThat(asked).isAccepted("approval");
    String stem = field(asked, "id").substring("apr_".length());

    olga.run("approval grant 1");

    try (var drone = ScriptedDrone.containing(gateway.queue(), "attic")) {
      Claimed claimed = drone.claim();
      assertThat(claimed.job().id().value()).isEqualTo("job_" + stem);
      assertThat(claimed.job().jobClass().name()).isEqualTo(JobSpec.CONTAINED);
      assertThat(claimed.job().trusted()).isFalse();
      drone.complete(claimed.lease(), "Done.");
    }
    await().until(() -> !gateway.events("job.ended").isEmpty());
    assertThat(gateway.events("job.")).hasSizeGreaterThan(2).allMatch(e -> e.number() == 1);
    ReplyAssert.assertThat(ada.run("job show 1"))
        .isCard("#1 risky")
        .hasState("done")
        .hasField("number", "#1");
    ReplyAssert.assertThat(ada.run("job list --all")).hasColumn("number", "#1");
    Post card = gateway.posts(RoomId.MAIN).getFirst();
    assertThat(gateway.jobs().thread(new JobId("job_" + stem))).contains(card.id());
    assertThat(gateway.posts(Posts.of(card.id())).getLast().content())
        .isEqualTo(new Content.Said(new Reply.Text("Done.")));
  }

  @Test
  void scriptThatChangedBeforeTheGrantIsNotRun() {
    ada.run("risky");
    var before = gateway.catalogue().find("risky").orElseThrow().command().definition();
    TestPackage.drop(functions, "risky").write("run.py", "print('evil')");
    await()
        .until(() ->
            !gateway.catalogue().find("risky").orElseThrow().command().definition().equals(before));

    olga.run("approval grant 1");

    await().until(() -> !gateway.events("approval.refused").isEmpty());
    assertThat(gateway.events("job.")).isEmpty();
    assertThat(gateway.events("approval.refused").getFirst().payload().path("reason").asText())
        .contains("ask again");
  }

  @Test
  void changedScriptDoesNotChangeAJobThatWaits() throws IOException {
    Reply reply = ada.run("count");
    String digest = field(reply, "package");
    dropped.write("run.py", "print('new')");
    await().until(() -> !gateway.has("count"));

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      JobSpec spec = drone.claim().job();
      assertThat(spec.packageDigest()).isEqualTo(digest);
      assertThat(files(drone, spec)).contains("run.py");
    }
  }

  @Test
  void waitingJobIsCancelledByItsRequester() {
    ada.run("count");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

    ada.run("job cancel 1 --reason 'wrong folder'");

    await().until(() -> !gateway.events("job.ended").isEmpty());
    assertThat(types()).containsExactly("job.queued", "job.cancelling", "job.ended");
    ReplyAssert.assertThat(ada.run("job show 1"))
        .hasState("cancelled")
        .hasField("cancelled-by", "ada")
        .says("wrong folder");
    ReplyAssert.assertThat(ada.run("job cancel 1")).isRefused(Reply.Reason.CONFLICT, "ended");
  }

  @Test
  void runningJobIsCancelledByAnOperatorButNotByAnyMember() {
    TestGateway.User bob = olga.invite("bob", Role.MEMBER);
    ada.run("count");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      Claimed claimed = drone.claim();
      ReplyAssert.assertThat(bob.run("job cancel 1"))
          .isRefused(Reply.Reason.FORBIDDEN, "not-yours");

      ReplyAssert.assertThat(olga.run("job cancel 1", "req-9")).hasState("cancelling");
      ReplyAssert.assertThat(olga.run("job cancel 1", "req-9")).hasState("cancelling");

      drone.release(claimed.lease());
    }
    await().until(() -> !gateway.events("job.ended").isEmpty());
    ReplyAssert.assertThat(ada.run("job show 1")).hasState("cancelled");
  }

  @Test
  void jobThatIsCancelledBeforeTheQueueHasItNeverReachesIt() {
    gateway.queue().jobs().freeze(1, true);
    ada.run("count");
    ada.run("job cancel 1");

    await().until(() -> !gateway.events("job.ended").isEmpty());
    gateway.queue().jobs().freeze(2, false);

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      await().until(() -> gateway.workspace().outbox().take(9, Duration.ZERO).isEmpty());
      assertThat(drone.findsNothing()).isTrue();
    }
    ReplyAssert.assertThat(ada.run("job show 1")).hasState("cancelled");
  }

  @Test
  void freezeRefusesNewJobsAndHoldsTheOnesOnTheirWay() {
    gateway.queue().jobs().freeze(1, true);
    ada.run("count");
    olga.run("freeze");
    ReplyAssert.assertThat(ada.run("count")).isRefused(Reply.Reason.UNAVAILABLE, "frozen");

    olga.run("unfreeze");
    gateway.queue().jobs().freeze(9, false);

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.complete(drone.claim().lease(), "Done.");
    }
    await().until(() -> !gateway.events("job.ended").isEmpty());
  }

  @Test
  void untrustedJobFailsAtOnceWhereNoDroneCanContainIt() {
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      ada.run("risky");
      olga.run("approval grant 1");

      await().until(() -> !gateway.events("job.ended").isEmpty());
      assertThat(drone.findsNothing()).isTrue();
    }
    ReplyAssert.assertThat(ada.run("job show 1"))
        .hasState("failed")
        .hasField("code", "not-contained")
        .says("apt-get install bubblewrap", "function trust");
  }

  @Test
  void untrustedJobThatWaitsSaysWhatItWaitsFor() {
    ada.run("risky");
    olga.run("approval grant 1");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      assertThat(drone.findsNothing()).isTrue();
      ReplyAssert.assertThat(ada.run("job show 1"))
          .hasState("waiting")
          .says("apt-get install bubblewrap");
    }
  }

  @Test
  void listShowsWhatIsUnderWayAndOnDemandTheRest() {
    ada.run("count");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);
    olga.run("count");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.complete(drone.claim().lease(), "Done.");
      await().until(() -> !gateway.events("job.ended").isEmpty());
    }

    ReplyAssert.assertThat(ada.run("job list")).isTable(1).hasColumn("requester", "olga");
    ReplyAssert.assertThat(ada.run("job list --all")).isTable(2).hasColumn("number", "#2", "#1");
    ReplyAssert.assertThat(ada.run("job list done")).isTable(1).hasColumn("state", "done");
    ReplyAssert.assertThat(ada.run("job list --all --before 2")).isTable(1);
    ReplyAssert.assertThat(ada.run("job show 9")).isRefused(Reply.Reason.NOT_FOUND, "not-found");
  }

  @Test
  void dronesSayWhatTheyCan() {
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.containing(gateway.queue(), "cellar")) {
      ReplyAssert.assertThat(ada.run("drone list"))
          .isTable(2)
          .hasColumn("name", "attic", "cellar")
          .hasColumn("state", "idle", "idle");
      ReplyAssert.assertThat(ada.run("drone show attic"))
          .hasField(
              "containment",
              "none; runs only what is trusted. To contain the rest: apt-get install bubblewrap");
      ReplyAssert.assertThat(ada.run("drone show cella"))
          .isRefused(Reply.Reason.NOT_FOUND, "not-found")
          .says("cellar");
      assertThat(attic.findsNothing() && cellar.findsNothing()).isTrue();
    }
  }

  private static List<String> files(ScriptedDrone drone, JobSpec spec) throws IOException {
    try (InputStream in = drone.source().open(spec.packageDigest()).orElseThrow()) {
      return PackageArchive.read(in).stream().map(PackageFile::path).toList();
    }
  }

  private static JobId id(Reply reply) {
    return new JobId(field(reply, "id"));
  }

  private List<String> types() {
    return gateway.events("job.").stream().map(EventRecord::type).toList();
  }
}
