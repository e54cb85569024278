package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Role;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {
  private static final Optional<RoomId> MAIN = Optional.of(RoomId.MAIN);
  private static final Optional<RoomId> VAULT = Optional.of(Gateway.CLOSED);

  private Gateway gateway = new Gateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  private void restart(Settings settings) {
    gateway.close();
    gateway = new Gateway(settings);
  }

  @Test
  void aStreamStartsWithWhatHappensNext() throws Exception {
    gateway.happen("task.created", MAIN, "tsk_before");
    awaitFeed();

    try (var stream = live(Gateway.ADA, "")) {
      gateway.happen("task.created", MAIN, "tsk_after");

      await().until(() -> stream.events.size() == 1);
      var event = stream.events.getFirst();
      assertThat(event.id()).isEqualTo(gateway.log.last());
      assertThat(event.type()).isEqualTo("task.created");
      assertThat(event.data())
          .isEqualTo(Json.parse(Json.write(gateway.log.before("+", 1).getFirst())));
      assertThat(event.subject()).isEqualTo("tsk_after");
    }
  }

  @Test
  void aStreamResumesAfterItsLastEvent() throws Exception {
    for (int i = 0; i < 5; i++) {
      gateway.happen("task.created", MAIN, "tsk_" + i);
    }
    String second = gateway.log.after("0-0", 2).getLast().id();

    try (var byHeader = gateway.stream(Gateway.ADA, "", r -> r.header("Last-Event-ID", second));
        var byQuery = gateway.stream(Gateway.ADA, "?after=" + second);
        var whole = gateway.stream(Gateway.ADA, "?after=0-0")) {
      await().until(() -> byHeader.events.size() == 3 && byQuery.events.size() == 3);
      await().until(() -> whole.events.size() == 5);
      assertThat(byHeader.subjects()).containsExactly("tsk_2", "tsk_3", "tsk_4");
      assertThat(byQuery.subjects()).isEqualTo(byHeader.subjects());
    }
  }

  @Test
  void resumingUnderAWriterAtFullSpeedLosesAndDoublesNothing() throws Exception {
    int writers = 4;
    int each = 1_500;
    List<String> got = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int w = 0; w < writers; w++) {
        threads.submit(() ->
            IntStream.range(0, each)
                .forEach(i -> gateway.happen("task.created", MAIN, "tsk_" + i)));
      }
      String place = "0-0";
      while (got.size() < writers * each) {
        try (var stream = gateway.stream(Gateway.ADA, "?after=" + place)) {
          int want = Math.min(writers * each - got.size(), 700);
          await().atMost(Duration.ofSeconds(30)).until(() -> stream.events.size() >= want);
          List<String> ids = List.copyOf(stream.ids());
          got.addAll(ids);
          place = ids.getLast();
        }
      }
    }

    List<String> all = new ArrayList<>();
    gateway.log.after("0-0", writers * each + 1).forEach(e -> all.add(e.id()));
    assertThat(got).isEqualTo(all);
  }

  @Test
  void manyStreamsGetTheSameInTheSameOrder() throws Exception {
    List<EventStream> streams = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      streams.add(live(Gateway.ADA, ""));
    }

    IntStream.range(0, 500).forEach(i -> gateway.happen("task.created", MAIN, "tsk_" + i));

    for (EventStream stream : streams) {
      await().until(() -> stream.events.size() == 500);
      assertThat(stream.ids()).isEqualTo(streams.getFirst().ids());
      stream.close();
    }
  }

  @Test
  void aClosedRoomIsSeenByItsMembersAlone() throws Exception {
    try (var member = live(Gateway.ADA, "");
        var other = live(Gateway.VIC, "");
        var late = gateway.stream(Gateway.VIC, "?after=0-0")) {
      gateway.happen("task.created", VAULT, "tsk_secret");
      gateway.happen("task.created", MAIN, "tsk_open");

      await().until(() -> !other.events.isEmpty() && !late.events.isEmpty());
      await().until(() -> member.events.size() == 2);
      assertThat(other.subjects()).containsExactly("tsk_open");
      assertThat(late.subjects()).containsExactly("tsk_open");
      assertThat(member.subjects()).containsExactly("tsk_secret", "tsk_open");
    }
  }

  @Test
  void whoLeavesARoomSeesNoMoreOfIt() throws Exception {
    try (var stream = live(Gateway.ADA, "")) {
      gateway.happen("task.created", VAULT, "tsk_1");
      await().until(() -> stream.events.size() == 1);

      gateway.room(Gateway.CLOSED, true);
      gateway.happen("task.created", VAULT, "tsk_2");
      gateway.happen("task.created", MAIN, "tsk_3");

      await().until(() -> stream.subjects().contains("tsk_3"));
      assertThat(stream.subjects()).containsExactly("tsk_1", "tsk_3");
    }
  }

  @Test
  void whatHasNoRoomIsForWhoMayReadTheAuditTrail() throws Exception {
    try (var operator = live(Gateway.OPS, "");
        var member = live(Gateway.ADA, "")) {
      gateway.happen("key.created", Optional.empty(), "key_1");
      gateway.happen("task.created", MAIN, "tsk_1");

      await().until(() -> operator.events.size() == 2 && member.events.size() == 1);
      assertThat(member.subjects()).containsExactly("tsk_1");

      gateway.person(Gateway.OPS, "ops", Role.MEMBER);
      gateway.happen("key.created", Optional.empty(), "key_2");
      gateway.happen("task.created", MAIN, "tsk_2");

      await().until(() -> operator.subjects().contains("tsk_2"));
      assertThat(operator.subjects()).doesNotContain("key_2");
    }
  }

  @Test
  void whatHappensToAPeerIsForThatPeerToo() throws Exception {
    try (var member = live(Gateway.ADA, "")) {
      gateway.happen("peer.role-changed", Optional.empty(), "peer_vic");
      gateway.happen("peer.role-changed", Optional.empty(), "peer_ada");
      gateway.happen("task.created", MAIN, "tsk_1");

      await().until(() -> member.subjects().contains("tsk_1"));
      assertThat(member.subjects()).containsExactly("peer_ada", "tsk_1");
    }
  }

  @Test
  void whatHappensToFunctionsIsForWhoMayListThem() throws Exception {
    try (var viewer = live(Gateway.VIC, "")) {
      gateway.happen("function.added", Optional.empty(), "fun_1");
      gateway.happen("task.created", MAIN, "tsk_1");

      await().until(() -> viewer.subjects().contains("tsk_1"));
      assertThat(viewer.subjects()).containsExactly("fun_1", "tsk_1");
    }
  }

  @Test
  void filtersPickRoomsAndSubjects() throws Exception {
    gateway.room(new RoomId("other"), false);
    try (var rooms = live(Gateway.ADA, "?room=vault&room=other");
        var subjects = live(Gateway.ADA, "?subject=task:tsk_1&subject=task:tsk_3");
        var both = live(Gateway.ADA, "?room=vault&subject=task:tsk_3")) {
      gateway.happen("task.created", MAIN, "tsk_1");
      gateway.happen("task.created", VAULT, "tsk_2");
      gateway.happen("task.created", VAULT, "tsk_3");
      gateway.happen("task.created", Optional.of(new RoomId("other")), "tsk_4");

      await().until(() -> rooms.events.size() == 3);
      await().until(() -> subjects.events.size() == 2 && both.events.size() == 1);
      assertThat(rooms.subjects()).containsExactly("tsk_2", "tsk_3", "tsk_4");
      assertThat(subjects.subjects()).containsExactly("tsk_1", "tsk_3");
      assertThat(both.subjects()).containsExactly("tsk_3");
    }
  }

  @Test
  void aClosedRoomsStreamIsRefusedAsIfThereWereNone() throws Exception {
    try (var closed = gateway.stream(Gateway.VIC, "?room=vault");
        var none = gateway.stream(Gateway.VIC, "?room=nowhere")) {
      assertProblem(closed, 404, "unknown-room");
      assertProblem(none, 404, "unknown-room");
    }
  }

  @Test
  void aRevokedKeyEndsItsStreamsAtTheNextEvent() throws Exception {
    try (var revoked = live(Gateway.ADA, "");
        var other = live(Gateway.VIC, "")) {
      gateway.keys.remove(Gateway.ADA);
      gateway.happen("key.revoked", Optional.empty(), "key_ada");
      gateway.happen("task.created", MAIN, "tsk_1");

      await().until(revoked::ended);
      await().until(() -> other.events.size() == 1);
      assertThat(revoked.events).isEmpty();
      assertThat(metric("mycelium_http_streams")).isEqualTo("1.0");
    }
  }

  @Test
  void aRevokedKeyEndsItsStreamsAtTheNextHeartbeatWhenNothingHappens() throws Exception {
    restart(Limits.heartbeat(Duration.ofMillis(200)));
    try (var stream = live(Gateway.ADA, "")) {
      gateway.keys.remove(Gateway.ADA);

      await().until(stream::ended);
    }
  }

  @Test
  void heartbeatsMoveTheIdOnForWhoSeesNothing() throws Exception {
    restart(Limits.heartbeat(Duration.ofMillis(200)));
    try (var stream = live(Gateway.VIC, "")) {
      gateway.happen("task.created", VAULT, "tsk_1");

      await().until(() -> stream.lastId().equals(gateway.log.last()));
      assertThat(stream.events).isEmpty();
    }
  }

  @Test
  void aSlowReaderIsCutOffAndCanResume() throws Exception {
    try (var slow = new Wire(gateway.bridge.port());
        var quick = live(Gateway.ADA, "")) {
      slow.send(
          "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + Gateway.ADA
              + "\r\n\r\n");
      await().until(() -> metric("mycelium_http_streams").equals("2.0"));

      int sent = fill(quick);

      assertThat(metric("mycelium_http_streams")).isEqualTo("1.0");
      String cut = lastCompleteId(slow.input());
      List<String> missed = new ArrayList<>();
      gateway.log.after(cut, sent).forEach(event -> missed.add(event.id()));
      assertThat(missed).isNotEmpty();
      try (var resumed = gateway.stream(Gateway.ADA, "?after=" + cut)) {
        await().until(() -> resumed.events.size() >= missed.size());
        assertThat(resumed.ids()).isEqualTo(missed);
      }
    }
  }

  /// Lets things happen until only the quick stream is left, at the pace at which that one reads.
  /// The system's own buffers take several megabytes first.
  private int fill(EventStream quick) throws Exception {
    String title = "a".repeat(20_000);
    int sent = 0;
    while (!metric("mycelium_http_streams").equals("1.0") && sent < 4_000) {
      for (int i = 0; i < 20; i++) {
        gateway.happen("task.created", MAIN, "tsk_" + i, title);
      }
      sent += 20;
      int all = sent;
      await().pollInterval(Duration.ofMillis(5)).until(() -> quick.events.size() == all);
    }
    return sent;
  }

  private static String lastCompleteId(InputStream input) throws Exception {
    String all = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    int block = all.lastIndexOf("id: ", all.lastIndexOf("\n\n"));
    return all.substring(block + 4, all.indexOf('\n', block));
  }

  @Test
  void streamsAreLimitedInAllAndByPeer() throws Exception {
    restart(Limits.streams(3, 2));
    try (var one = live(Gateway.ADA, "");
        var two = live(Gateway.ADA, "");
        var third = gateway.stream(Gateway.ADA, "");
        var other = live(Gateway.VIC, "");
        var fourth = gateway.stream(Gateway.OPS, "")) {
      assertThat(List.of(one.status, two.status, other.status)).containsOnly(200);
      assertProblem(third, 429, "too-many-streams");
      assertProblem(fourth, 429, "too-many-streams");
    }

    await().until(() -> metric("mycelium_http_streams").equals("0.0"));
    try (var again = live(Gateway.ADA, "")) {
      assertThat(again.status).isEqualTo(200);
    }
  }

  @Test
  void placesThatTheLogNeverHadAreRefused() throws Exception {
    for (String place : List.of("nonsense", "1", "9999999999999-0")) {
      try (var stream = gateway.stream(Gateway.ADA, "?after=" + place)) {
        assertProblem(stream, 400, "unknown-place");
      }
    }
  }

  @Test
  void withoutAKeyThereIsNoStream() throws Exception {
    try (var stream = gateway.stream("myc_nobody", "")) {
      assertProblem(stream, 401, "unknown-key");
    }
  }

  private EventStream live(String key, String query) throws Exception {
    EventStream stream = gateway.stream(key, query);
    assertThat(stream.status).isEqualTo(200);
    // The first block says where the stream starts; from then on nothing is missed.
    await().until(() -> !stream.lastId().isEmpty());
    return stream;
  }

  private void awaitFeed() throws Exception {
    try (var stream = gateway.stream(Gateway.ADA, "?after=0-0")) {
      await().until(() -> stream.lastId().equals(gateway.log.last()));
    }
    await()
        .until(() -> {
          try (var stream = live(Gateway.ADA, "")) {
            return stream.lastId().equals(gateway.log.last());
          }
        });
  }

  private String metric(String name) throws Exception {
    return gateway
        .read("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private static void assertProblem(EventStream stream, int status, String code) throws Exception {
    String body = new String(stream.response.body().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(stream.status).as(body).isEqualTo(status);
    assertThat(Json.parse(body).path("code").textValue()).isEqualTo(code);
  }
}
