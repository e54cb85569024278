package io.mycelium.functions.peers;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Role;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.peer.Sessions.SignIn;
import io.mycelium.core.peer.SignInLink;
import io.mycelium.core.state.Index;
import io.mycelium.functions.Harness;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BootstrapTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  @Test
  void theFirstStartMakesAnAdminAndTheRooms() {
    assertThat(mycelium.olga().run("whoami")).isCard("olga").hasState("admin");
    assertThat(mycelium.olga().run("room list"))
        .hasColumn("name", "main", "operators")
        .hasColumn("state", "open", "closed")
        .hasColumn("members", "everybody", "operator and above");
  }

  @Test
  void laterStartsMakeNothing() {
    assertThat(mycelium.bootstrap().start("olga")).isEmpty();
    assertThat(mycelium.bootstrap().start("somebody else")).isEmpty();
    assertThat(mycelium.peers().all()).hasSize(1);
  }

  @Test
  void gatewaysThatStartAtTheSameMomentMakeOneAdmin() throws InterruptedException {
    TestRedis.shared().flush();

    List<Optional<String>> secrets;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Optional<String>> start = () -> mycelium.bootstrap().start("root");
      secrets =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> start).toList()).stream()
              .map(BootstrapTest::result)
              .toList();
    }

    assertThat(secrets).filteredOn(Optional::isPresent).hasSize(1);
    assertThat(mycelium.peers().all())
        .extracting("name", "role")
        .containsOnly(tuple("root", Role.ADMIN));
  }

  @Test
  void aLostKeyIsReplaced() {
    mycelium.clock().advance(Duration.ofDays(1));

    String secret = mycelium.bootstrap().replaceKey();

    assertThat(mycelium.holder(secret).run("whoami")).isCard("olga").hasState("admin");
    assertThat(mycelium.olga().run("key list"))
        .hasColumn("label", "operator.key", "operator.key")
        .hasColumn("by", "mycelium", "olga");
  }

  @Test
  void aStartSignsItsOperatorIn() {
    PeerId olga = mycelium.peers().named("olga").orElseThrow().id();

    String address = mycelium.bootstrap().link(olga);

    assertThat(address).startsWith("http://127.0.0.1:8080/sign-in/myc_");
    SignIn came =
        mycelium
            .peersModule()
            .sessions()
            .signIn(address.substring(address.lastIndexOf('/') + 1), "one", "Firefox");
    assertThat(came)
        .isInstanceOfSatisfying(
            SignIn.Done.class, done -> assertThat(done.session().peer()).isEqualTo(olga));
  }

  @Test
  void startsLeaveNoUsedUpLinksBehind() {
    PeerId olga = mycelium.peers().named("olga").orElseThrow().id();
    String used = mycelium.bootstrap().link(olga);
    String secret = used.substring(used.lastIndexOf('/') + 1);
    Sessions sessions = mycelium.peersModule().sessions();
    sessions.signIn(secret, "one", "Firefox");
    mycelium.bootstrap().link(olga);

    String kept = mycelium.bootstrap().link(olga);

    assertThat(mycelium.olga().run("key list")).hasColumn("use", "link", "link", "key");
    assertThat(mycelium.store().count(new Index("keys:" + olga))).isEqualTo(3);
    assertThat(sessions.look(secret)).isEqualTo(new SignInLink.Used());
    assertThat(sessions.look(kept.substring(kept.lastIndexOf('/') + 1)))
        .isInstanceOf(SignInLink.Good.class);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
