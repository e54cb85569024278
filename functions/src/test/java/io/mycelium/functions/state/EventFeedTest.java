package io.mycelium.functions.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Mirror;
import io.mycelium.functions.Harness;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.embedded.TestRedis;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The feed, and what relies on it, when something is wrong.
class EventFeedTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private EventFeed feed;

  @BeforeEach
  void start() {
    feed = EventFeed.start(mycelium.events());
  }

  @AfterEach
  void stop() {
    feed.close();
  }

  private static String stream() {
    return new KeySpace("test").state("events");
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    feed.listen(_ -> {
      throw new IllegalStateException("a bug in a listener");
    });
    feed.listen(event -> seen.add(event.type()));

    mycelium.olga().run("task create Fix");
    mycelium.olga().run("task start 1");

    await().until(() -> seen.contains("task.started"));
    assertThat(seen).contains("task.created");
    assertThat(feed.following()).isTrue();
  }

  @Test
  void anEventThatCannotBeReadStopsTheFeedButNotTheTruth() {
    var value = new AtomicReference<>("old");
    var mirror = new Mirror<>(feed, _ -> Optional.of(value.get()));
    assertThat(mirror.find("x")).contains("old");

    TestRedis.shared().ask("XADD", stream(), "*", "t", "nonsense");
    await().until(() -> !feed.following());
    value.set("new");

    assertThat(mirror.find("x")).contains("new");
  }

  @Test
  void theFeedGoesOnWhereItWasAfterAnError() {
    feed.listen(event -> seen.add(event.type()));
    TestRedis.shared().ask("RENAME", stream(), stream() + "-away");
    TestRedis.shared().ask("SET", stream(), "not a stream");
    await().until(() -> !feed.following());

    TestRedis.shared().ask("RENAME", stream() + "-away", stream());
    mycelium.olga().run("task create Fix");

    await().until(() -> seen.contains("task.created"));
    await().until(feed::following);
  }

  @Test
  void aMirrorSeesWhatAnotherGatewayChanged() {
    mycelium.olga().run("invite Ada member");
    var loads = new CopyOnWriteArrayList<String>();
    var mirror =
        new Mirror<>(
            feed,
            name -> {
              loads.add(name);
              return mycelium.peers().named(name).map(peer -> peer.role());
            });
    feed.listen(event -> forget(mirror, event));
    await().until(() -> feed.place().equals(mycelium.events().last()));
    assertThat(mirror.find("Ada")).contains(Role.MEMBER);
    assertThat(mirror.find("Ada")).contains(Role.MEMBER);
    assertThat(loads).hasSize(1);

    mycelium.olga().run("role set Ada operator");

    await().until(() -> mirror.find("Ada").equals(Optional.of(Role.OPERATOR)));
  }

  private static void forget(Mirror<Role> mirror, EventRecord event) {
    if (event.type().equals("peer.role-changed")) {
      mirror.forgetAll();
    }
  }
}
