package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.DroneBuilder;
import io.mycelium.core.job.Equipment;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.core.json.Json;
import io.mycelium.core.link.ClaimAnswer;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.link.LinkPath;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Claims of a drone that waits on and on: what follows one that brought nothing asks the queue
/// nothing, and misses nothing.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowingClaimsTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(20);

  /// Not only when the request has waited long enough.
  private static final Duration SOON = LONG.dividedBy(2);

  private static final String DRONES = "myc:{main:q}:drones";

  @RegisterExtension static final TestRedis redis = TestRedis.shared();
  private final HttpQueue.Ground ground = new HttpQueue.Ground(redis.url());
  private final Redis store = Redis.connect(RedisSettings.of(RedisUrl.parse(redis.url())));
  private final HttpClient http = HttpClient.newHttpClient();
  private final Drone drone = aDrone("one");
  private HttpQueue tested;

  @BeforeEach
  void open() {
    tested = ground.queue();
    QueueTimes usual = tested.times();
    // Those that wait are told alive each second.
    tested
        .queue()
        .setTimes(
            new QueueTimes(usual.lease(), usual.beat(), Duration.ofSeconds(3), usual.retention()));
  }

  @AfterAll
  void end() {
    http.close();
    store.close();
    ground.close();
  }

  @AfterEach
  void close() {
    tested.close();
  }

  private CompletableFuture<HttpResponse<byte[]>> asked(Duration patience, boolean follows) {
    var claim = new ClaimRequest(drone, UUID.randomUUID().toString(), 1, patience, follows);
    var request =
        HttpRequest.newBuilder(ground.server().url().resolve(LinkPath.CLAIM))
            .header("authorization", "Bearer " + DroneServer.pass(drone.id()).token())
            .POST(BodyPublishers.ofByteArray(Json.writeBytes(claim)))
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray());
  }

  private static ClaimAnswer answer(CompletableFuture<HttpResponse<byte[]>> asked) {
    HttpResponse<byte[]> response = asked.join();
    assertThat(response.statusCode()).isEqualTo(200);
    return Json.read(Json.parse(response.body()), ClaimAnswer.class);
  }

  private void waitsInVain(boolean follows) {
    assertThat(answer(asked(SHORT, follows)).jobs()).isEmpty();
  }

  private static List<JobId> jobs(ClaimAnswer answer) {
    return answer.jobs().stream().map(claimed -> claimed.job().id()).toList();
  }

  /// Changes what the queue knows of the drone.
  private void describe(Drone other) {
    store.shared().write(to -> to.hset(DRONES, drone.id().value(), Json.write(other)));
  }

  private Drone known() {
    return tested.queue().drones().getFirst();
  }

  @Test
  void whatFollowsTellsNothingThatWasToldBefore() {
    waitsInVain(false);
    Drone changed = drone.known("changed by hand", drone.tags());
    describe(changed);

    waitsInVain(true);
    waitsInVain(true);
    assertThat(known().name()).isEqualTo("changed by hand");

    waitsInVain(false);
    assertThat(known().name()).isEqualTo(drone.name());
  }

  @Test
  void workThatComesWhileTheDroneIsBetweenTwoClaimsIsGivenAtOnce() {
    waitsInVain(false);
    for (int i = 0; i < 5; i++) {
      JobId job = tested.submitted(aJob());

      long asked = System.nanoTime();
      assertThat(jobs(answer(asked(LONG, true)))).containsExactly(job);

      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
      waitsInVain(false);
    }
  }

  @Test
  void workThatCameWhileNobodyWaitedIsLookedFor() {
    waitsInVain(false);
    await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
    JobId job = tested.submitted(aJob());
    // As when nobody had waited for longer.
    store.shared().write(to -> to.del("myc:{main:q}:bell:", "myc:{main:q}:bell:*"));

    long asked = System.nanoTime();
    assertThat(jobs(answer(asked(LONG, true)))).containsExactly(job);

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
  }

  @Test
  void aDroneThatFollowsNothingHereIsAnnounced() {
    waitsInVain(true);

    assertThat(known().id()).isEqualTo(drone.id());
  }

  @Test
  void aDescriptionThatTheQueueLostComesBack() {
    waitsInVain(false);
    var waiting = asked(LONG, true);
    store.shared().write(to -> to.del(DRONES, DRONES + ":seen"));

    await().until(() -> tested.queue().drones().size() == 1);

    assertThat(waiting).isNotDone();
    JobId job = tested.submitted(aJob());
    assertThat(jobs(answer(waiting))).containsExactly(job);
  }

  @Test
  void aDroneThatIsDrainedHearsItAtOnce() {
    waitsInVain(false);
    var waiting = asked(LONG, true);
    tested.queue().control(held(QueueControl.Mode.DRAINING));

    long told = System.nanoTime();
    await()
        .until(() -> {
          tested.served().drain(drone.id());
          return waiting.isDone();
        });

    assertThat(answer(waiting).heard().drained()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(SOON);
    assertThat(answer(asked(SHORT, true)).heard().drained()).isTrue();
    tested.queue().control(held(QueueControl.Mode.GO_ON));
    assertThat(answer(asked(SHORT, true)).heard().drained()).isFalse();
  }

  @Test
  void aDroneThatIsDrainedHearsItSoonWhereNoEventTells() {
    waitsInVain(false);
    var waiting = asked(LONG, true);

    tested.queue().control(held(QueueControl.Mode.DRAINING));

    assertThat(answer(waiting).heard().drained()).isTrue();
  }

  private QueueControl held(QueueControl.Mode mode) {
    return new QueueControl(new QueueControl.OfDrone(drone.id()), mode);
  }

  @Test
  void aDroneWhoseOwnerIsBackWaitsNoMore() {
    waitsInVain(false);
    var waiting = asked(LONG, true);
    Equipment has = drone.equipment();
    Drone away =
        DroneBuilder.with(
            drone,
            new Equipment(
                has.gpus(),
                has.models(),
                has.benchmark(),
                has.free(),
                Optional.of("in use"),
                has.last()));

    await()
        .until(() -> {
          tested.source().of(drone.id()).announce(away);
          return waiting.isDone();
        });

    assertThat(answer(waiting).jobs()).isEmpty();
    assertThat(known().equipment().away()).contains("in use");
  }

  @Test
  void aRevokedDroneIsRefusedAlthoughItFollows() {
    waitsInVain(false);

    tested.served().revoke(drone.id());

    assertThat(asked(LONG, true).join().statusCode()).isEqualTo(401);
  }

  @Test
  void aJobWakesOneDrone() {
    waitsInVain(false);
    long before = tested.served().woken();
    for (int i = 0; i < 5; i++) {
      var waiting = asked(LONG, true);
      JobId job = tested.submitted(aJob());
      assertThat(jobs(answer(waiting))).containsExactly(job);
      waitsInVain(false);
    }

    assertThat(tested.served().woken() - before).isBetween(1L, 5L);
  }
}
