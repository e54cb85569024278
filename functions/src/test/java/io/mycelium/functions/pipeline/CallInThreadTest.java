package io.mycelium.functions.pipeline;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;

import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallInThreadTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private String root;

  @BeforeEach
  void open() {
    root = post(mycelium.olga(), "say 'Ship it?'");
  }

  private static String post(Harness.User user, String line) {
    return Harness.field(user.run(line), "id");
  }

  @Test
  void whatIsSaidInAThreadHangsOnItsPost() {
    mycelium.olga().inThread(root).run("say 'certificate first'");

    assertThat(mycelium.olga().run("room read --thread " + root)).isTable(2);
    assertThat(mycelium.olga().run("room read")).isTable(1);
  }

  @Test
  void aCardThatIsAskedForInAThreadStandsThereAndSoDoesWhatIsSaidAboutIt() {
    mycelium.olga().inThread(root).run("task create Renew");

    mycelium.olga().run("say 'on it' --thread #1");

    assertThat(mycelium.olga().run("room read --thread " + root))
        .isTable(3)
        .says("#1 Renew [open]")
        .says("on it");
    assertThat(mycelium.olga().run("room read")).isTable(1);
  }

  @Test
  void aPostInsideAThreadStandsForTheThread() {
    String answer = post(mycelium.olga().inThread(root), "say 'certificate first'");

    mycelium.olga().inThread(answer).run("task create Renew");

    assertThat(mycelium.olga().run("room read --thread " + root)).isTable(3);
  }

  @Test
  void aThreadOfAnotherRoomIsRefusedLikeOneThatIsNotThere() {
    mycelium.olga().run("room create lab");

    Reply elsewhere = mycelium.olga().in("lab").inThread(root).run("task create Renew");
    Reply nowhere = mycelium.olga().inThread("pst_0nothing").run("task create Renew");
    Reply wrong = mycelium.olga().inThread("#1").run("task create Renew");

    assertThat(elsewhere).isRefused(Reply.Reason.NOT_FOUND, "unknown-thread");
    assertThat(nowhere).isRefused(Reply.Reason.NOT_FOUND, "unknown-thread");
    assertThat(wrong).isRefused(Reply.Reason.INVALID, "bad-thread");
  }

  @Test
  void theSameRequestInAnotherPlaceIsAnotherCall() {
    mycelium.olga().naming("once").inThread(root).run("task create Renew");

    Reply again = mycelium.olga().naming("once").inThread(root).run("task create Renew");
    Reply elsewhere = mycelium.olga().naming("once").run("task create Renew");

    assertThat(again).hasState("open");
    assertThat(elsewhere).isRefused(Reply.Reason.REUSED, "request-id-reused");
  }
}
