package io.mycelium.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.EventStream;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.core.json.Json;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Schedules of one second at two gateways, one of which is killed.
@Timeout(120)
class ScheduleKillTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int SCHEDULES = 6;
  private static final int MORE = 4;

  @TempDir Path folder;

  private EmbeddedRedis redis;
  private RunningGateway first;
  private RunningGateway second;

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder.resolve("redis")));
    first = gateway("first");
    second = gateway("second");
  }

  @AfterEach
  void stop() {
    second.close();
    first.close();
    redis.close();
  }

  @Test
  void eachSlotIsRunOnceThoughAGatewayIsKilled() {
    String ada = first.operatorKey();
    try (EventStream events = EventStream.open(second, ada, "?after=0-0")) {
      List<String> numbers =
          IntStream.range(0, SCHEDULES).mapToObj(i -> add(ada, "tick " + i)).toList();
      await().atMost(SOON).until(() -> each(events, 3));

      first.kill();

      int atLeast = most(events) + MORE;
      await().atMost(SOON).until(() -> each(events, atLeast));
      numbers.forEach(number -> second.call(ada, "schedule-pause", which(number)));
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(said(events))
                  .as("what was said, each by the name of its slot")
                  .doesNotHaveDuplicates()
                  .containsExactlyInAnyOrderElementsOf(fired(events)));
      assertThat(slots(events)).hasSize(SCHEDULES);
      slots(events).values().forEach(ScheduleKillTest::assertWithoutGap);
      assertThat(types(events, "schedule.skipped")).isEmpty();
    }
  }

  private String add(String key, String text) {
    String options =
        Json.object()
            .put("when", "every 1s")
            .put("command", "say '%s'".formatted(text))
            .put("misfire", "all")
            .toString();
    Answer added = first.call(key, "schedule-add", options);
    assertThat(added.status()).as("%s", added.body()).isEqualTo(200);
    return added.field("id");
  }

  private static String which(String id) {
    return Json.object().put("schedule", id).toString();
  }

  private static boolean each(EventStream events, int times) {
    Map<String, List<Instant>> slots = slots(events);
    return slots.size() == SCHEDULES && slots.values().stream().allMatch(of -> of.size() >= times);
  }

  private static int most(EventStream events) {
    return slots(events).values().stream().mapToInt(List::size).max().orElse(0);
  }

  /// The slots that were noted as run, by schedule and in the order of the log.
  private static Map<String, List<Instant>> slots(EventStream events) {
    return types(events, "schedule.fired")
        .collect(
            groupingBy(
                event -> event.data().path("subject").path("id").asText(),
                mapping(
                    event -> Instant.parse(event.data().path("payload").path("slot").asText()),
                    toList())));
  }

  private static List<String> fired(EventStream events) {
    return slots(events).entrySet().stream()
        .flatMap(of -> of.getValue().stream().map(slot -> of.getKey() + "/" + slot.toEpochMilli()))
        .toList();
  }

  /// The requests by which schedules said something.
  private static List<String> said(EventStream events) {
    return types(events, "post.created")
        .map(event -> event.data().path("request").asText())
        .filter(request -> request.startsWith("sch_"))
        .toList();
  }

  private static Stream<EventStream.Received> types(EventStream events, String type) {
    return events.events().stream().filter(event -> event.type().equals(type));
  }

  private static void assertWithoutGap(List<Instant> slots) {
    Instant begin = slots.getFirst();
    assertThat(slots)
        .containsExactlyElementsOf(
            IntStream.range(0, slots.size()).mapToObj(begin::plusSeconds).toList());
  }

  private RunningGateway gateway(String name) {
    return RunningGateway.start(
        folder.resolve(name),
        folder,
        "--no-drone",
        "--redis",
        redis.address().url(),
        "--set",
        "schedules.shortest=1s");
  }
}
