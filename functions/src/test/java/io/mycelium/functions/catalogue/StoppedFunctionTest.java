package io.mycelium.functions.catalogue;

import static io.mycelium.functions.TestGateway.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.fixture.ReplyAssert;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A stopped function whose calls would have to be approved.
class StoppedFunctionTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;
  private TestGateway.User ada;

  @BeforeEach
  void open() {
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    ada = olga.invite("ada", Role.MEMBER);
    TestPackage.drop(functions, "count");
    await().until(() -> gateway.has("count"));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void stoppedFunctionAsksNobody() {
    olga.run("function stop count");

    ReplyAssert.assertThat(ada.run("count"))
        .isRefused(Reply.Reason.UNAVAILABLE, "function-stopped")
        .says("'count' was stopped by olga", "'function start count'");
    assertThat(gateway.events("approval.")).isEmpty();
    assertThat(gateway.posts(RoomId.MAIN)).isEmpty();
  }

  @Test
  void functionThatIsStoppedBeforeTheGrantRefusesInTheThread() {
    Reply asked = ada.run("count");
    olga.run("function stop count");

    olga.run("approval grant 1");

    await().until(() -> !gateway.events("approval.refused").isEmpty());
    String why =
        "The function 'count' was stopped by olga; an operator starts it with 'function start count'.";
    ReplyAssert.assertThat(ada.run("approval show 1"))
        .hasState("refused")
        .hasField("reason", why)
        .hasField("id", field(asked, "id"));
    Post card = gateway.posts(RoomId.MAIN).getFirst();
    assertThat(gateway.posts(Posts.of(card.id())))
        .singleElement()
        .extracting(Post::content)
        .isEqualTo(new Content.Said(new Reply.Text("#1 was granted but could not run: " + why)));
    assertThat(gateway.events("job.")).isEmpty();
  }

  @Test
  void whatWasAskedBeforeTheStopIsAnsweredAlsoWhenItsFunctionOnlyReads() {
    TestPackage.drop(functions, "look", TestPackage.manifest("look", "medium") + "effect: read\n");
    await().until(() -> gateway.has("look"));
    Reply asked = ada.run("look", "req-1");
    olga.run("function stop look");

    ReplyAssert.assertThat(ada.run("look", "req-1"))
        .isAccepted("approval")
        .hasField("id", field(asked, "id"));
    ReplyAssert.assertThat(ada.run("look", "req-2"))
        .isRefused(Reply.Reason.UNAVAILABLE, "function-stopped");
  }
}
