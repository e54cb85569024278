package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rows 7, 8, 13, 18 and 23: who comes first, how much there may be, and what holds it up.
public interface JobShareContract extends QueueUnderTest {
  private List<String> roomsServed(int count) {
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Claimed claimed = source().claim(aDrone("one")).orElseThrow();
      rooms.add(claimed.job().room().value());
    }
    return rooms;
  }

  @Test
  default void lowJobFinishesUnderSteadyHighLoad() {
    JobId low = submitted(aJob().of(JobPriority.LOW));
    List<JobId> served = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      submitted(aJob().of(JobPriority.HIGH));
      served.add(claimedJob(aDrone("one")).orElseThrow());
    }

    assertThat(served).contains(low);
    assertThat(served.getFirst()).isNotEqualTo(low);
  }

  @Test
  default void whatWaitsLongRisesAboveWhatComesLater() {
    queue().setPolicy(QueuePolicy.STANDARD.ageing(Duration.ofSeconds(30)));
    JobId old = submitted(aJob());
    submitted(aJob().of(JobPriority.HIGH));
    passTime(Duration.ofSeconds(30));

    queue().upkeep();

    submitted(aJob().of(JobPriority.HIGH));
    assertThat(claimedJob(aDrone("one"))).isPresent().isNotEqualTo(Optional.of(old));
    assertThat(claimedJob(aDrone("one"))).contains(old);
  }

  @Test
  default void roomsTakeTurns() {
    for (int i = 0; i < 20; i++) {
      submitted(aJob().in("busy"));
    }
    submitted(aJob().in("quiet"));

    assertThat(roomsServed(3)).contains("quiet");
  }

  @Test
  default void heavierRoomHasALargerShare() {
    queue().weigh(new RoomId("heavy"), 30);
    for (int i = 0; i < 40; i++) {
      submitted(aJob().in("heavy"));
      submitted(aJob().in("light"));
    }

    assertThat(roomsServed(20)).filteredOn("heavy"::equals).hasSizeBetween(14, 16);
    assertThat(queue().weights()).containsOnly(Map.entry(new RoomId("heavy"), 30));
    queue().weigh(new RoomId("heavy"), 10);
    assertThat(queue().weights()).isEmpty();
  }

  @Test
  default void jobsBeyondALimitWaitAndLetOthersPass() {
    queue().limit(new JobLimit(LimitName.function("deploy"), Optional.of(1), Optional.empty()));
    JobId first = submitted(aJob().ofFunction("deploy"));
    JobId second = submitted(aJob().ofFunction("deploy"));
    JobId other = submitted(aJob());

    Lease running = claimed(aDrone("one"));
    Optional<JobId> passed = claimedJob(aDrone("one"));
    JobState held = state(second);
    source().complete(running, RESULT);

    assertThat(running.job()).isEqualTo(first);
    assertThat(passed).contains(other);
    assertThat(held).isEqualTo(JobState.HELD);
    assertThat(claimedJob(aDrone("one"))).contains(second);
  }

  @Test
  default void lostDroneGivesItsPlaceUnderALimitBack() {
    queue().limit(new JobLimit(LimitName.key("printer"), Optional.of(1), Optional.empty()));
    var keys = new TreeSet<>(List.of("printer"));
    submitted(aJob().planned(plan -> plan.under(keys)));
    submitted(aJob().planned(plan -> plan.under(keys)));
    claimed(aDrone("one"));
    assertThat(claimedJob(aDrone("two"))).isEmpty();

    loseLeases();

    assertThat(claimedJob(aDrone("two"))).isPresent();
    assertThat(claimedJob(aDrone("two"))).isEmpty();
  }

  @Test
  default void endedLimitLetsAllGoOn() {
    var name = LimitName.room(RoomId.MAIN);
    queue().limit(new JobLimit(name, Optional.of(1), Optional.empty()));
    submitted(aJob());
    submitted(aJob());
    claimed(aDrone("one"));
    assertThat(claimedJob(aDrone("one"))).isEmpty();

    assertThat(queue().unlimit(name)).isTrue();

    assertThat(claimedJob(aDrone("one"))).isPresent();
    assertThat(queue().limits()).isEmpty();
    assertThat(queue().unlimit(name)).isFalse();
  }

  @Test
  default void rateLetsSoManyStartInATime() {
    var rate = new JobLimit.Rate(2, Duration.ofMinutes(1), 2);
    queue()
        .limit(new JobLimit(LimitName.function("checksum"), Optional.empty(), Optional.of(rate)));
    for (int i = 0; i < 4; i++) {
      submitted(aJob());
    }

    int atOnce = source().claim(aDrone("one"), 8).size();
    passTime(Duration.ofSeconds(31));
    int later = source().claim(aDrone("one"), 8).size();

    assertThat(atOnce).isEqualTo(2);
    assertThat(later).isEqualTo(1);
    assertThat(queue().limits()).hasSize(1);
  }

  private void limitDeployments(Optional<Integer> most, Optional<JobLimit.Rate> rate) {
    queue().limit(new JobLimit(LimitName.function("deploy"), most, rate));
  }

  private List<JobId> deployments(int many) {
    return Stream.generate(() -> submitted(aJob().ofFunction("deploy"))).limit(many).toList();
  }

  @Test
  default void aClaimHoldsFewOfManyJobsThatALimitKeeps() {
    limitDeployments(Optional.of(1), Optional.empty());
    deployments(300);

    assertThat(source().claim(aDrone("one"), 8)).hasSize(1);

    assertThat(queue().counts().held()).isBetween(1L, 100L);
  }

  @Test
  default void jobsBehindManyThatALimitKeepsAreFound() {
    limitDeployments(Optional.of(1), Optional.empty());
    List<JobId> deployments = deployments(300);
    JobId other = submitted(aJob());

    List<JobId> found = new ArrayList<>();
    for (int asked = 0; asked < 8; asked++) {
      source().awaitWork(aDrone("one"), Duration.ofSeconds(1));
      claimedJob(aDrone("one")).ifPresent(found::add);
    }

    assertThat(found).containsExactly(deployments.getFirst(), other);
  }

  @Test
  default void jobsOfALimitedRateStartInTheOrderInWhichTheyCame() {
    limitDeployments(
        Optional.empty(), Optional.of(new JobLimit.Rate(1, Duration.ofSeconds(10), 1)));
    List<JobId> early = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      early.addAll(deployments(1));
      passTime(Duration.ofMillis(2)); // those of the same millisecond go on in any order
    }
    JobId first = claimedJob(aDrone("one")).orElseThrow();
    assertThat(claimedJob(aDrone("one"))).isEmpty();
    JobId late = deployments(1).getFirst();

    List<JobId> next = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      passTime(Duration.ofSeconds(10));
      queue().promote(Duration.ZERO);
      next.add(claimedJob(aDrone("one")).orElseThrow());
      assertThat(claimedJob(aDrone("one"))).isEmpty();
    }

    assertThat(first).isEqualTo(early.getFirst());
    assertThat(next).isEqualTo(early.subList(1, 4));
    assertThat(state(late)).isEqualTo(JobState.HELD);
  }

  @Test
  default void jobsOfALimitedRateGoOnThoughTheOnesBeforeThemWereCancelled() {
    limitDeployments(
        Optional.empty(), Optional.of(new JobLimit.Rate(1, Duration.ofSeconds(10), 1)));
    List<JobId> jobs = deployments(30);
    claimed(aDrone("one"));
    assertThat(claimedJob(aDrone("one"))).isEmpty();
    jobs.subList(1, 29).forEach(id -> queue().cancel(id, "no need"));

    passTime(Duration.ofSeconds(10));

    assertThat(claimedJob(aDrone("one"))).contains(jobs.getLast());
  }

  @Test
  default void aLimitCountsWhatRunsAlready() {
    List<JobId> jobs = deployments(3);
    Lease running = claimed(aDrone("one"));
    claimed(aDrone("one"));

    limitDeployments(Optional.of(2), Optional.empty());

    assertThat(claimedJob(aDrone("one"))).isEmpty();
    source().complete(running, RESULT);
    assertThat(claimedJob(aDrone("one"))).contains(jobs.getLast());
  }

  @Test
  default void aSecondLimitCountsWhatRunsUnderTheFirst() {
    limitDeployments(Optional.of(5), Optional.empty());
    List<JobId> jobs = deployments(2);
    Lease running = claimed(aDrone("one"));

    queue().limit(new JobLimit(LimitName.room(RoomId.MAIN), Optional.of(1), Optional.empty()));

    assertThat(claimedJob(aDrone("one"))).isEmpty();
    source().complete(running, RESULT);
    assertThat(claimedJob(aDrone("one"))).contains(jobs.getLast());
  }

  @Test
  default void aLimitOfTheQueueKeepsTheOrderOfThoseThatWait() {
    queue().limit(new JobLimit(LimitName.QUEUE, Optional.of(1), Optional.empty()));
    submitted(aJob());
    Lease running = claimed(aDrone("one"));
    JobId low = submitted(aJob().of(JobPriority.LOW));
    JobId high = submitted(aJob().of(JobPriority.HIGH));

    assertThat(claimedJob(aDrone("two"))).isEmpty();
    assertThat(job(low).state()).isEqualTo(JobState.WAITING);
    source().complete(running, RESULT);
    assertThat(claimedJob(aDrone("two"))).contains(high);
    assertThat(claimedJob(aDrone("one"))).isEmpty();
    assertThat(queue().unlimit(LimitName.QUEUE)).isTrue();
    assertThat(claimedJob(aDrone("one"))).contains(low);
  }

  @Test
  default void aRateOfTheQueueLetsSoManyStart() {
    var rate = Optional.of(new JobLimit.Rate(2, Duration.ofSeconds(10), 2));
    queue().limit(new JobLimit(LimitName.QUEUE, Optional.empty(), rate));
    for (int i = 0; i < 5; i++) {
      submitted(aJob());
    }

    assertThat(source().claim(aDrone("one"), 5)).hasSize(2);
    assertThat(claimedJob(aDrone("two"))).isEmpty();
    passTime(Duration.ofSeconds(5));
    assertThat(source().claim(aDrone("two"), 5)).hasSize(1);
  }

  @Test
  default void aLimitOfADroneHoldsForItAlone() {
    for (int i = 0; i < 4; i++) {
      submitted(aJob());
    }
    Lease running = claimed(aDrone("one"));
    LimitName one = LimitName.drone(aDrone("one").id());

    queue().limit(new JobLimit(one, Optional.of(1), Optional.empty()));

    assertThat(claimedJob(aDrone("one"))).isEmpty();
    assertThat(claimedJob(aDrone("two"))).isPresent();
    assertThat(claimedJob(aDrone("two"))).isPresent();
    source().complete(running, RESULT);
    assertThat(claimedJob(aDrone("one"))).isPresent();
  }

  @Test
  default void fullQueueRefusesWithATimeToComeAgain() {
    queue().setPolicy(QueuePolicy.STANDARD.holding(3, 2));
    submitted(aJob());
    submitted(aJob());

    Submitted room = queue().submit(aJob().spec());
    assertThat(queue().full(aJob().spec().room())).contains((Submitted.Full) room);
    assertThat(queue().full(new RoomId("other"))).isEmpty();
    submitted(aJob().in("other"));
    Submitted whole = queue().submit(aJob().in("third").spec());
    assertThat(queue().full(new RoomId("third"))).contains((Submitted.Full) whole);
    source().complete(claimed(aDrone("one")), RESULT);

    assertThat(room)
        .isInstanceOfSatisfying(
            Submitted.Full.class,
            full -> {
              assertThat(full.what()).isEqualTo(Submitted.Scope.ROOM);
              assertThat(full.retryAfter()).isPositive();
            });
    assertThat(whole)
        .isInstanceOfSatisfying(
            Submitted.Full.class, full -> assertThat(full.what()).isEqualTo(Submitted.Scope.QUEUE));
    submitted(aJob().in("third"));
  }

  @Test
  default void tooManyDifferentRequirementsAreRefused() {
    List<JobSpec> jobs = new ArrayList<>();
    for (int i = 0; i < 1_024; i++) {
      jobs.add(aJob().needing("t" + i).spec());
    }
    for (int from = 0; from < jobs.size(); from += 256) {
      queue().submit(jobs.subList(from, from + 256));
    }

    assertThat(queue().submit(aJob().needing("one-more").spec()))
        .isInstanceOfSatisfying(
            Submitted.Full.class,
            full -> assertThat(full.what()).isEqualTo(Submitted.Scope.CLASSES));
    assertThat(queue().submit(aJob().needing("t7").spec())).isInstanceOf(Submitted.Queued.class);
  }

  @Test
  default void batchIsSubmittedClaimedAndCompletedTogether() {
    List<JobSpec> jobs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      jobs.add(aJob().spec());
    }

    List<Submitted> in = queue().submit(jobs);
    List<Claimed> claimed = source().claim(aDrone("one"), 64);
    List<Boolean> done =
        source().complete(claimed.stream().map(c -> new Completion(c.lease(), RESULT)).toList());

    assertThat(in).hasSize(100).allMatch(answer -> answer instanceof Submitted.Queued);
    assertThat(claimed)
        .extracting(c -> c.job().id())
        .containsExactlyElementsOf(jobs.stream().limit(64).map(JobSpec::id).toList());
    assertThat(done).hasSize(64).containsOnly(true);
    assertThat(queue().counts()).isEqualTo(new JobQueue.Counts(36, 0, 0, 0, 0));
  }

  @Test
  default void pausedQueueTakesAndGivesNothing() {
    var whole = new QueueControl.Whole();
    queue().control(new QueueControl(whole, QueueControl.Mode.PAUSED));
    JobId id = submitted(aJob());
    Optional<JobId> none = claimedJob(aDrone("one"));
    queue().control(new QueueControl(whole, QueueControl.Mode.GO_ON));

    assertThat(none).isEmpty();
    assertThat(claimedJob(aDrone("one"))).contains(id);
    assertThat(queue().controls()).isEmpty();
  }

  @Test
  default void pausedClassWaitsWhileOthersGoOn() {
    var gpu = new QueueControl.OfClass(JobClass.named("gpu"));
    queue().control(new QueueControl(gpu, QueueControl.Mode.PAUSED));
    submitted(aJob().needing("gpu"));
    JobId other = submitted(aJob());

    assertThat(claimedJob(aDrone("one", "gpu"))).contains(other);
    assertThat(claimedJob(aDrone("one", "gpu"))).isEmpty();
    assertThat(queue().controls()).containsExactly(new QueueControl(gpu, QueueControl.Mode.PAUSED));
  }

  @Test
  default void drainedQueueServesWhatWaitsAndTakesNothingMore() {
    JobId waiting = submitted(aJob());
    queue().control(new QueueControl(new QueueControl.Whole(), QueueControl.Mode.DRAINING));

    assertThat(queue().submit(aJob().spec())).isEqualTo(new Submitted.Draining());
    assertThat(claimedJob(aDrone("one"))).contains(waiting);
  }

  @Test
  default void pausedDroneGetsNothing() {
    Drone drone = aDrone("one");
    var one = new QueueControl.OfDrone(drone.id());
    JobId id = submitted(aJob());
    queue().control(new QueueControl(one, QueueControl.Mode.PAUSED));

    assertThat(claimedJob(drone)).isEmpty();
    assertThat(claimedJob(aDrone("two"))).contains(id);
  }

  @Test
  default void jobThatNoDroneCanRunGoesToTheDeadLetters() {
    JobId id = submitted(aJob());
    var why = new JobFailure("disk-full", "Its disk is full.");
    source().refuse(claimed(aDrone("one")), why);
    source().refuse(claimed(aDrone("two")), why);
    JobState before = job(id).state();

    Lease last = claimed(aDrone("three"));
    boolean told = source().refuse(last, why);

    assertThat(before).isEqualTo(JobState.WAITING);
    assertThat(told).isTrue();
    assertThat(source().refuse(last, why)).isTrue();
    assertThat(job(id).state()).isEqualTo(JobState.DEAD);
    assertThat(job(id).lost()).isEqualTo(3);
    assertThat(job(id).failure().orElseThrow().code()).isEqualTo("disk-full");
    assertThat(job(id).failure().orElseThrow().message())
        .isEqualTo("3 drones were unable to run it. The last time: Its disk is full.");
    assertThat(queue().deadLetters("", 10)).extracting(DeadLetter::job).containsExactly(id);
  }

  @Test
  default void droneThatRefusesJobAfterJobIsQuarantined() {
    Drone flaky = aDrone("flaky");
    for (int i = 0; i < 3; i++) {
      submitted(aJob());
      source().refuse(claimed(flaky), new JobFailure("disk-full", "Its disk is full."));
      claimed(aDrone("good"));
    }
    submitted(aJob());

    assertThat(claimedJob(flaky)).isEmpty();
    assertThat(owedKinds()).containsOnlyOnce(JobEvents.QUARANTINED);
    var one = new QueueControl.OfDrone(flaky.id());
    assertThat(queue().controls())
        .containsExactly(new QueueControl(one, QueueControl.Mode.QUARANTINED));
    queue().control(new QueueControl(one, QueueControl.Mode.GO_ON));
    assertThat(claimedJob(flaky)).isPresent();
  }
}
