package io.mycelium.functions.audit;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditCommandTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Harness.User ada;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
  }

  @Test
  void whatHappenedAndWhatWasRefusedAreOneList() {
    ada.naming("made").run("task create Fix");
    ada.naming("tried").run("invite Eve");
    ada.naming("done").run("task finish 1");

    await()
        .untilAsserted(() ->
            assertThat(mycelium.olga().run("audit --who ada"))
                .hasColumn(
                    "what",
                    "task.finished",
                    "invite: refused:not-permitted",
                    "post.created",
                    "task.created")
                .hasColumn("request", "done", "tried", "made", "made")
                .hasColumn("number", "#1", "", "#1", "#1")
                .hasColumn("room", "main", "main", "main", "main")
                .hasColumn("who", "Ada", "Ada", "Ada", "Ada"));
  }

  @Test
  void readingTheTrailIsInTheTrail() {
    mycelium.olga().run("audit");

    await()
        .untilAsserted(() ->
            assertThat(mycelium.olga().run("audit --command audit --last 1"))
                .hasColumn("what", "audit: read")
                .hasColumn("who", "olga"));
  }

  @Test
  void theListIsNarrowedByCommandAndRoom() {
    ada.run("room create release");
    ada.in("release").run("task create Tag");
    ada.run("task create Fix");
    ada.run("task start 1");

    assertThat(mycelium.olga().run("audit --command 'task create'"))
        .hasColumn("what", "task.created", "task.created")
        .hasColumn("room", "main", "release");
    assertThat(mycelium.olga().run("audit --in release"))
        .hasColumn("what", "post.created", "task.created", "room.created");
    assertThat(mycelium.olga().run("audit --command task --last 1"))
        .hasColumn("what", "task.started");
  }

  @Test
  void aClosedRoomIsNotNamedToThoseOutside() {
    ada.run("room create plot --closed");
    ada.in("plot").run("task create Uproar");

    assertThat(mycelium.olga().run("audit --who ada"))
        .hasColumn("what", "post.created", "task.created", "room.created")
        .hasColumn("room", "(closed)", "(closed)", "(closed)")
        .hasColumn("subject", "", "", "")
        .hasColumn("number", "", "", "");
    assertThat(((Reply.Refused) mycelium.olga().run("audit --in plot")).message())
        .isEqualTo(
            ((Reply.Refused) mycelium.olga().run("audit --in glade"))
                .message()
                .replace("glade", "plot"));
    ada.run("room members plot --add olga");
    assertThat(mycelium.olga().run("audit --in plot"))
        .hasColumn("what", "room.changed", "post.created", "task.created", "room.created")
        .hasColumn("room", "plot", "plot", "plot", "plot")
        .hasColumn("number", "", "#1", "#1", "");
  }

  @Test
  void whoTriedAClosedRoomIsSeenWithoutItsName() {
    ada.run("room create plot --closed");
    mycelium.join("Bob", Role.MEMBER).in("plot").run("whoami");

    await()
        .untilAsserted(() ->
            assertThat(mycelium.olga().run("audit --who bob"))
                .hasColumn("what", "whoami: refused:unknown-room")
                .hasColumn("room", "(closed)"));
  }

  @Test
  void strangersAndMyceliumItselfAreFoundByTheirNames() {
    mycelium.holder("nonsense").run("whoami");

    await()
        .untilAsserted(() ->
            assertThat(mycelium.olga().run("audit --who anonymous"))
                .hasColumn("what", "whoami: refused:unknown-key"));
    assertThat(mycelium.olga().run("audit --who mycelium --command peer"))
        .hasColumn("what", "peer.invited");
  }

  @Test
  void onlyOperatorsReadIt() {
    assertThat(ada.run("audit")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }
}
