package io.mycelium.functions.jobs;

import static io.mycelium.functions.TestGateway.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.fixture.ReplyAssert;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Again;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What the room keeps of a job that has ended.
class JobThreadTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;

  @BeforeEach
  void open() {
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count"));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void resultStandsOnceInTheThreadWithItsFile() {
    Reply reply = olga.run("count");
    JobResult.Artifact notes;
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      Claimed claimed = drone.claim();
      notes = new JobResult.Artifact("notes.md", "text/markdown", drone.store("# Notes"));
      drone.complete(claimed.lease(), "Counted **7**.", notes);
      await().until(() -> !gateway.events("job.ended").isEmpty());
    }

    var file = new Reply.File(notes.content(), "notes.md", "text/markdown");
    assertThat(thread(reply))
        .singleElement()
        .extracting(Post::content)
        .isEqualTo(new Content.Said(new Reply.Text("Counted **7**."), List.of(file)));
    List<String> said = read(reply);
    assertThat(said).hasSize(2);
    assertThat(said.getFirst())
        .startsWith("#1 count [done]\nWhat it brought is in the thread.\n")
        .contains("Drone: attic")
        .doesNotContain("Counted")
        .doesNotContain("notes.md");
    assertThat(said.getLast())
        .isEqualTo("Counted **7**.\nnotes.md (7 bytes): " + notes.content().digest());
  }

  @Test
  void jobItselfKeepsTheWholeResult() {
    Reply reply = olga.run("count", "req-1");
    String digest;
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      Claimed claimed = drone.claim();
      var notes = new JobResult.Artifact("notes.md", "text/markdown", drone.store("# Notes"));
      digest = notes.content().digest();
      drone.complete(claimed.lease(), "Counted **7**.", notes);
    }

    await().until(() -> !gateway.events("job.ended").isEmpty());
    ReplyAssert.assertThat(olga.run("job show 1"))
        .hasState("done")
        .says("Counted **7**.")
        .hasField("file-1", digest)
        .hasField("id", field(reply, "id"));
    ReplyAssert.assertThat(olga.run("count", "req-1"))
        .isAccepted("job")
        .hasState("done")
        .says("Counted **7**.")
        .hasField("file-1", digest);
  }

  @Test
  void reasonOfAFailureStandsOnceInTheThread() {
    Reply reply = olga.run("count");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.fail(drone.claim().lease(), "exit", "It ended with 3.");
    }

    await().until(() -> !gateway.events("job.ended").isEmpty());
    assertThat(read(reply))
        .satisfiesExactly(
            card ->
                assertThat(card)
                    .startsWith("#1 count [failed]\nThe thread says why.")
                    .doesNotContain("It ended with 3."),
            why -> assertThat(why).isEqualTo("`count` failed: It ended with 3."));
  }

  @Test
  void jobOfARevokedDroneSaysSoAndGoesToAnother() {
    Reply reply = olga.run("count");
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.bare(gateway.queue(), "cellar")) {
      Claimed lost = attic.claim();
      gateway.queue().jobs().lose(lost.lease().drone());
      cellar.complete(cellar.claim().lease(), "Counted.");
      await().until(() -> !gateway.events("job.ended").isEmpty());
    }

    assertThat(read(reply))
        .satisfiesExactly(
            card -> assertThat(card).startsWith("#1 count [done]"),
            why ->
                assertThat(why)
                    .isEqualTo(
                        "`count` goes to another drone: the drone `attic`, which had it, was revoked."),
            end -> assertThat(end).isEqualTo("Counted."));
    ReplyAssert.assertThat(olga.run("job show 1"))
        .hasField("run-1", "lost on drn_attic (revoked): The drone was revoked.");
  }

  @Test
  void jobThatIsGivenUpAsItsDronesWereLostSaysSoOnceAtItsEnd() {
    Reply reply = olga.run("count");
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.bare(gateway.queue(), "cellar");
        var shed = ScriptedDrone.bare(gateway.queue(), "shed")) {
      for (ScriptedDrone drone : List.of(attic, cellar, shed)) {
        gateway.queue().jobs().lose(drone.claim().lease().drone());
      }
      await().until(() -> !gateway.events("job.ended").isEmpty());
    }

    assertThat(read(reply).subList(1, 4))
        .satisfiesExactly(
            first -> assertThat(first).contains("the drone `attic`, which had it, was revoked"),
            second -> assertThat(second).contains("the drone `cellar`, which had it, was revoked"),
            end ->
                assertThat(end)
                    .isEqualTo(
                        "`count` was given up: 3 drones were lost with it. The last time: The drone was revoked."));
    assertThat(read(reply)).hasSize(4);
  }

  @Test
  void jobThatWaitsForAnotherDroneSaysWhyAndPostsNothing() {
    Reply reply = olga.run("count");
    var why = new JobFailure("path-refused", "The path lies outside.");
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.bare(gateway.queue(), "cellar")) {
      attic.source().fail(attic.claim().lease(), why, Again.ELSEWHERE);
      await().until(() -> !gateway.events("job.requeued").isEmpty());

      String waits = "It waits for another drone; the last one said: The path lies outside.";
      ReplyAssert.assertThat(olga.run("job show 1"))
          .hasState("waiting")
          .says(waits)
          .hasField("run-1", "not done on attic (path-refused): The path lies outside.");
      ReplyAssert.assertThat(olga.run("job list")).hasColumn("progress", waits);
      assertThat(attic.findsNothing()).isTrue();
      assertThat(read(reply)).hasSize(1);

      cellar.source().fail(cellar.claim().lease(), why, Again.ELSEWHERE);
      await().until(() -> !gateway.events("job.ended").isEmpty());
      assertThat(read(reply)).hasSize(2);
    }
  }

  @Test
  void jobThatNoDroneCanRunSaysWhatTheyLacked() {
    Reply reply = olga.run("count");
    for (String name : List.of("attic", "cellar", "shed")) {
      try (var drone = ScriptedDrone.bare(gateway.queue(), name)) {
        var why = new JobFailure("disk-full", "The disk of %s is full.".formatted(name));
        drone.source().refuse(drone.claim().lease(), why);
      }
    }

    await().until(() -> !gateway.events("job.ended").isEmpty());
    String end = "3 drones were unable to run it. The last time: The disk of shed is full.";
    assertThat(read(reply).getLast()).isEqualTo("`count` was given up: " + end);
    ReplyAssert.assertThat(olga.run("job show 1"))
        .hasState("dead")
        .says(end)
        .hasField("code", "disk-full")
        .hasField("run-1", "given back on drn_attic (disk-full): The disk of attic is full.");
  }

  private List<Post> thread(Reply job) {
    JobId id = new JobId(field(job, "id"));
    return gateway.posts(Posts.of(gateway.jobs().thread(id).orElseThrow()));
  }

  /// The thread as people read it, with the card that it hangs on.
  private List<String> read(Reply job) {
    String card = gateway.posts(RoomId.MAIN).getFirst().id().value();
    ReplyAssert.assertThat(job).isAccepted("job");
    var table = (Reply.Table) olga.run("room read --thread " + card);
    return table.rows().stream().map(row -> row.get(2)).toList();
  }
}
