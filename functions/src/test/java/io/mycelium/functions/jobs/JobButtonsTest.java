package io.mycelium.functions.jobs;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.functions.chat.Seat;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The buttons of a job's card.
class JobButtonsTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;
  private TestGateway.User ada;
  private ViewedPost card;

  @BeforeEach
  void aJobThatAdaAskedFor() {
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    ada = olga.invite("ada", Role.MEMBER);
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count"));
    ada.run("count");
    card = Seat.of(ada, gateway).newest();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void onlyWhoAskedAndOperatorsMayCancel() {
    TestGateway.User bob = olga.invite("bob", Role.MEMBER);

    assertThat(Seat.of(ada, gateway).button(card, "Cancel").why()).isEmpty();
    assertThat(Seat.of(olga, gateway).button(card, "Cancel").why()).isEmpty();
    assertThat(Seat.of(bob, gateway).why(card, "Cancel"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-yours")
        .says("Only ada");
  }

  @Test
  void aCancelledJobOffersToRunAnew() {
    Seat adas = Seat.of(ada, gateway);

    Reply cancelled = adas.answer(card, adas.button(card, "Cancel").token(), "p-1");

    assertThat(cancelled).isNotRefused().isCard("#1 count");
    await().until(() -> !gateway.events("job.ended").isEmpty());
    assertThat(Seat.labels(adas.look(card))).containsExactly("Retry");
    assertThat(ada.run("job cancel 1")).isRefused(Reply.Reason.CONFLICT, "ended");
  }
}
