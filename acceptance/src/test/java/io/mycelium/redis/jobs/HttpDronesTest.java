package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.QueueUnderTest;
import io.mycelium.core.job.Report;
import io.mycelium.core.job.Turn;
import io.mycelium.core.link.FileRequest;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.drone.link.HttpJobSource;
import io.mycelium.drone.link.Link;
import io.mycelium.drone.link.LinkRefused;
import io.mycelium.drone.link.Trust;
import io.mycelium.redis.embedded.TestRedis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What drones over HTTP have besides what every queue promises.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpDronesTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();
  private final HttpQueue.Ground ground = new HttpQueue.Ground(redis.url());
  private HttpQueue tested;

  @BeforeEach
  void open() {
    tested = ground.queue();
  }

  @AfterAll
  void end() {
    ground.close();
  }

  @AfterEach
  void close() {
    tested.close();
  }

  private Claimed awaited(HttpJobSource source, Drone drone) {
    Optional<Claimed> found = source.claim(drone);
    while (found.isEmpty()) {
      source.awaitWork(drone, Duration.ofSeconds(2));
      found = source.claim(drone);
    }
    return found.orElseThrow();
  }

  private HttpJobSource of(Drone drone) {
    return tested.source().of(drone.id());
  }

  @Test
  void aWaitingDroneIsGivenWorkAtOnceAndCountsAsLiveMeanwhile()
      throws ExecutionException, InterruptedException {
    Drone drone = aDrone("one");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Claimed> claim = threads.submit(() -> awaited(of(drone), drone));
      await().until(() -> !tested.queue().drones().isEmpty());

      long submitted = System.nanoTime();
      JobId job = tested.submitted(aJob());

      assertThat(claim.get().job().id()).isEqualTo(job);
      // Otherwise not before its request has waited for most of a minute.
      assertThat(Duration.ofNanos(System.nanoTime() - submitted))
          .isLessThan(Duration.ofSeconds(20));
      assertThat(claim.get().holds()).isLessThanOrEqualTo(tested.times().lease());
    }
  }

  @Test
  void ofManyWaitingDronesEachJobGoesToOne() throws ExecutionException, InterruptedException {
    List<Drone> drones = IntStream.range(0, 20).mapToObj(n -> aDrone("d" + n)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Claimed>> claims =
          drones.stream().map(drone -> threads.submit(() -> awaited(of(drone), drone))).toList();
      await().until(() -> tested.queue().drones().size() == 20);

      List<JobId> jobs = IntStream.range(0, 20).mapToObj(_ -> tested.submitted(aJob())).toList();

      List<JobId> got = new ArrayList<>();
      for (Future<Claimed> claim : claims) {
        got.add(claim.get().job().id());
      }
      assertThat(got).containsExactlyInAnyOrderElementsOf(jobs);
    }
  }

  @Test
  void workForAnotherWakesNobodyElse() throws ExecutionException, InterruptedException {
    Drone plain = aDrone("plain");
    Drone gpu = aDrone("gpu", "gpu");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Claimed> first = threads.submit(() -> awaited(of(plain), plain));
      Future<Claimed> second = threads.submit(() -> awaited(of(gpu), gpu));
      await().until(() -> tested.queue().drones().size() == 2);

      JobId hard = tested.submitted(aJob().requiring("gpu"));

      assertThat(second.get().job().id()).isEqualTo(hard);
      assertThat(first.isDone()).isFalse();
      JobId easy = tested.submitted(aJob());
      assertThat(first.get().job().id()).isEqualTo(easy);
    }
  }

  @Test
  void aDroneThatLeavesGivesBackWhatItsRequestBrings() {
    Drone drone = aDrone("one");
    of(drone).awaitWork(drone, Duration.ofMillis(50));
    JobId job = tested.submitted(aJob());

    of(drone).leave(drone.id());

    await().until(() -> tested.state(job) == JobState.WAITING);
    assertThat(tested.queue().drones()).isEmpty();
  }

  @Test
  void workThatNobodyTakesGoesBack() {
    Drone drone = aDrone("one");
    of(drone).awaitWork(drone, Duration.ofMillis(50));

    JobId job = tested.submitted(aJob());

    await().until(() -> tested.job(job).fence() == 1);
    await().until(() -> tested.state(job) == JobState.WAITING);
    assertThat(tested.job(job).lost()).isZero();
  }

  @Test
  void aDroneActsAsItselfOnly() {
    JobId job = tested.submitted(aJob());
    Lease lease = tested.claimed(aDrone("one"));
    Drone other = aDrone("two");

    assertThatThrownBy(() -> of(other).complete(lease, QueueUnderTest.RESULT))
        .isInstanceOfSatisfying(
            LinkRefused.class, e -> assertThat(e.code()).isEqualTo("other-drone"));
    assertThatThrownBy(() -> of(other).announce(aDrone("one"))).isInstanceOf(LinkRefused.class);
    assertThatThrownBy(() -> of(other).claim(aDrone("one"))).isInstanceOf(LinkRefused.class);
    assertThat(of(aDrone("one")).heartbeat(lease)).isEqualTo(Beat.GO_ON);
    assertThat(tested.state(job)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void whatIsTooMuchToKeepIsRefused() {
    JobId job = tested.submitted(aJob());
    Lease lease = tested.claimed(aDrone("one"));
    HttpJobSource drone = of(aDrone("one"));
    var endless = new JobResult("long ".repeat(100_000), List.of());
    var failure = new JobFailure("exit", "long ".repeat(10_000));
    var report = new Report(1, Optional.empty(), Collections.nCopies(2_000, LogLine.of("line")));
    List<Completion> many =
        Collections.nCopies(1_000, new Completion(lease, QueueUnderTest.RESULT));

    assertRefused(() -> drone.complete(lease, endless));
    assertRefused(() -> drone.complete(many));
    assertRefused(() -> drone.turn(many, aDrone("one"), 1));
    assertRefused(() -> drone.fail(lease, failure));
    assertRefused(() -> drone.refuse(lease, failure));
    assertRefused(() -> drone.report(lease, report));
    assertThat(tested.state(job)).isEqualTo(JobState.RUNNING);
    assertThat(drone.complete(lease, QueueUnderTest.RESULT)).isTrue();
  }

  private static void assertRefused(ThrowingCallable deed) {
    assertThatThrownBy(deed)
        .isInstanceOfSatisfying(LinkRefused.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessageContaining("too many");
  }

  @Test
  void aRevokedDroneHearsItWhileItWaits() throws InterruptedException {
    Drone drone = aDrone("one");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> wait = threads.submit(() -> of(drone).awaitWork(drone, Duration.ofSeconds(20)));
      await().until(() -> !tested.queue().drones().isEmpty());

      tested.served().revoke(drone.id());

      assertThatThrownBy(wait::get).hasRootCauseInstanceOf(LinkRefused.class);
      assertThatThrownBy(() -> of(drone).announce(drone))
          .isInstanceOfSatisfying(LinkRefused.class, e -> assertThat(e.status()).isEqualTo(401));
    }
  }

  @Test
  void contentOfAJobIsOpenToTheDroneThatHasIt() throws IOException {
    byte[] content = random(3_000_000);
    BlobRef kept = tested.blobs().store(new ByteArrayInputStream(content), Duration.ofHours(1));
    tested.submitted(aJob().ofPackage(kept.digest()));
    Drone drone = aDrone("one");

    assertThat(of(drone).open(kept.digest())).isEmpty();
    of(drone).claim(drone).orElseThrow();

    try (InputStream opened = of(drone).open(kept.digest()).orElseThrow()) {
      assertThat(opened.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void aFileComesWholeFromItsPieces() {
    tested.submitted(aJob());
    Drone drone = aDrone("one");
    Lease lease = of(drone).claim(drone).orElseThrow().lease();
    byte[] content = random(2_500_000);

    BlobRef stored = of(drone).store(new ByteArrayInputStream(content));

    assertThat(stored.size()).isEqualTo(content.length);
    assertThat(tested.blobs().read(stored.digest())).contains(content);
    tested.loseLeases();
    assertThatThrownBy(() -> of(drone).store(new ByteArrayInputStream(content)))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(of(drone).heartbeat(lease)).isEqualTo(Beat.LOST);
  }

  @Test
  void aFileThatAnOutageBrokeOffGoesOnBehindThePiecesThatArrived() throws IOException {
    byte[] content = random(8_000_000);
    try (var proxy = new OutageProxy(ground.server().port(), 6_000_000);
        var link = new Link(proxy.url(), Trust.OF_SYSTEM)) {
      tested.submitted(aJob());
      Drone drone = aDrone("one");
      var source = new HttpJobSource(link, DroneServer.pass(drone.id()));
      source.claim(drone).orElseThrow();
      assertThatThrownBy(() -> source.store(new ByteArrayInputStream(content)))
          .isInstanceOf(StoreUnavailable.class);

      proxy.mend();
      BlobRef stored = again(() -> source.store(new ByteArrayInputStream(content)));

      assertThat(tested.blobs().read(stored.digest())).contains(content);
      assertThat(proxy.passed()).isLessThan(content.length + 2L * FileRequest.PIECE);
    }
  }

  @Test
  void aFileWhosePiecesTheGatewayLostIsSentWhole() {
    tested.submitted(aJob());
    Drone drone = aDrone("one");
    of(drone).claim(drone).orElseThrow();
    byte[] content = random(2_500_000);
    of(drone).store(new ByteArrayInputStream(content));
    redis.ask("EVAL", "return redis.call('DEL', unpack(redis.call('KEYS', '*:pointer')))", "0");

    assertThatThrownBy(() -> of(drone).store(new ByteArrayInputStream(content)))
        .isInstanceOf(StoreUnavailable.class);
    BlobRef stored = of(drone).store(new ByteArrayInputStream(content));

    assertThat(tested.blobs().read(stored.digest())).contains(content);
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    tested.submitted(aJob());
    Drone drone = aDrone("one");
    of(drone).claim(drone).orElseThrow();

    assertThatThrownBy(() -> of(drone).store(endless())).isInstanceOf(Blobs.TooLarge.class);
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        return length;
      }
    };
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatDropsAnswersLosesAndDoublesNothing() throws IOException {
    try (var cutter = new AnswerCutter(ground.server().port(), 3);
        var link = new Link(cutter.url(), Trust.OF_SYSTEM)) {
      Drone drone = aDrone("one");
      var source = new HttpJobSource(link, DroneServer.pass(drone.id()));
      List<JobId> jobs = IntStream.range(0, 12).mapToObj(_ -> tested.submitted(aJob())).toList();
      int accepted = 0;
      while (accepted < jobs.size()) {
        Optional<Claimed> claimed = again(() -> source.claim(drone));
        if (claimed.isPresent()) {
          Lease lease = claimed.get().lease();
          accepted += again(() -> source.complete(lease, QueueUnderTest.RESULT)) ? 1 : 0;
        }
      }

      assertThat(cutter.cut()).isGreaterThan(5);
      assertThat(jobs)
          .allSatisfy(job -> {
            assertThat(tested.state(job)).isEqualTo(JobState.DONE);
            assertThat(tested.job(job).fence()).isEqualTo(1);
          });
    }
  }

  @Test
  void turnsWhoseAnswersAreDroppedLoseAndDoubleNothing() throws IOException {
    try (var cutter = new AnswerCutter(ground.server().port(), 3);
        var link = new Link(cutter.url(), Trust.OF_SYSTEM)) {
      Drone drone = aDrone("one");
      var source = new HttpJobSource(link, DroneServer.pass(drone.id()));
      List<JobId> jobs = IntStream.range(0, 12).mapToObj(_ -> tested.submitted(aJob())).toList();
      List<Claimed> now = again(() -> source.claim(drone, 1));
      while (!now.isEmpty()) {
        var done = List.of(new Completion(now.getFirst().lease(), QueueUnderTest.RESULT));
        Turn turn = again(() -> source.turn(done, drone, 1));
        assertThat(turn.accepted()).containsExactly(true);
        now = turn.next();
      }

      assertThat(cutter.cut()).isGreaterThan(2);
      assertThat(jobs)
          .allSatisfy(job -> {
            assertThat(tested.state(job)).isEqualTo(JobState.DONE);
            assertThat(tested.job(job).fence()).isEqualTo(1);
          });
    }
  }

  @Test
  void aProxyThatCutsWaitsIsLearnedAndLosesNothing() throws IOException {
    try (var cutter = new IdleCutter(ground.server().port(), Duration.ofSeconds(2));
        var link = new Link(cutter.url(), Trust.OF_SYSTEM)) {
      Drone drone = aDrone("one");
      var source = new HttpJobSource(link, DroneServer.pass(drone.id()), Duration.ofMillis(500));
      // As an agent does it: nothing of this throws.
      while (cutter.cut() == 0) {
        assertThat(source.claim(drone)).isEmpty();
        source.awaitWork(drone, Duration.ofSeconds(2));
      }
      int asked = cutter.requests();
      while (cutter.requests() < asked + 8) {
        assertThat(source.claim(drone)).isEmpty();
        source.awaitWork(drone, Duration.ofSeconds(2));
      }
      JobId job = tested.submitted(aJob());

      assertThat(awaited(source, drone).job().id()).isEqualTo(job);

      assertThat(tested.job(job).fence()).isEqualTo(1);
      // Each wait would be cut, if nothing were learned; one or two answers may be late.
      assertThat(cutter.cut()).isBetween(1, 3);
    }
  }

  @Test
  void contentThatBreaksOffIsFetchedFromThere() throws IOException {
    byte[] content = random(4_000_000);
    BlobRef kept = tested.blobs().store(new ByteArrayInputStream(content), Duration.ofHours(1));
    tested.submitted(aJob().ofPackage(kept.digest()));
    try (var cutter = new AnswerCutter(ground.server().port(), Integer.MAX_VALUE);
        var link = new Link(cutter.url(), Trust.OF_SYSTEM)) {
      Drone drone = aDrone("one");
      var source = new HttpJobSource(link, DroneServer.pass(drone.id()));
      source.claim(drone).orElseThrow();
      cutter.cutNextAfter(1_000_000);

      try (InputStream opened = source.open(kept.digest()).orElseThrow()) {
        assertThat(opened.readAllBytes()).isEqualTo(content);
      }

      assertThat(cutter.cut()).isEqualTo(1);
    }
  }

  /// Asks until there is an answer.
  private static <T> T again(Supplier<T> work) {
    while (true) {
      try {
        return work.get();
      } catch (StoreUnavailable e) {
        // Its answer was dropped.
        assertThat(e).hasMessageContaining("does not answer");
      }
    }
  }
}
