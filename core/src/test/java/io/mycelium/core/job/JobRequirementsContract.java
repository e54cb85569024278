package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Row 14 to 16 of what a queue of drones needs: who may have which job.
public interface JobRequirementsContract extends QueueUnderTest {
  private static Drone withCard(String name, long gib) {
    Drone plain = aDrone(name, "gpu");
    var card =
        new Gpu(
            "GPU-1",
            "card",
            gib << 30,
            gib << 30,
            java.util.Optional.empty(),
            java.util.Optional.empty());
    return DroneBuilder.with(
        plain,
        new Equipment(
            List.of(card),
            List.of(),
            java.util.Optional.empty(),
            new TreeMap<>(Map.of(Resource.VRAM, gib << 30)),
            java.util.Optional.empty(),
            List.of()));
  }

  @Test
  default void amountsAreFloors() {
    JobId big = submitted(aJob().needing("vram>=12g"));

    assertThat(claimedJob(withCard("small", 8))).isEmpty();
    assertThat(claimedJob(withCard("large", 24))).contains(big);
  }

  @Test
  default void tagsAreAllNeededAndOthersForbidden() {
    JobId id = submitted(aJob().needing("linux gpu !arm"));

    assertThat(claimedJob(aDrone("one", "linux"))).isEmpty();
    assertThat(claimedJob(aDrone("two", "linux", "gpu", "arm"))).isEmpty();
    assertThat(claimedJob(aDrone("three", "linux", "gpu", "other"))).contains(id);
  }

  @Test
  default void mostSpecificJobGoesFirst() {
    submitted(aJob());
    JobId special = submitted(aJob().needing("linux gpu"));

    assertThat(claimedJob(aDrone("one", "linux", "gpu"))).contains(special);
  }

  @Test
  default void preferredDroneHasItAtOnceAndOthersAfterAWhile() {
    JobId first = submitted(aJob().needing("~model:llama"));
    JobId second = submitted(aJob().needing("~model:llama"));

    assertThat(claimedJob(aDrone("cold"))).isEmpty();
    assertThat(claimedJob(aDrone("warm", "model:llama"))).contains(first);
    passTime(Duration.ofSeconds(3));
    assertThat(claimedJob(aDrone("cold"))).contains(second);
  }

  @Test
  default void excludedDroneNeverHasIt() {
    JobId id = submitted(aJob().needing("-drn_one"));
    passTime(Duration.ofHours(1));

    assertThat(claimedJob(aDrone("one"))).isEmpty();
    assertThat(claimedJob(aDrone("one"))).isEmpty();
    assertThat(claimedJob(aDrone("two"))).contains(id);
  }

  @Test
  default void droneThatWasLostOnAJobHasItAgainOnlyWhenNobodyElseTakesIt() {
    JobId id = submitted(aJob());
    claimed(aDrone("one"));
    loseLeases();
    source().announce(aDrone("one"));
    source().announce(aDrone("two"));

    assertThat(claimedJob(aDrone("one"))).isEmpty();
    passTime(QueuePolicy.STANDARD.shun().plusSeconds(1));
    source().announce(aDrone("one"));
    source().announce(aDrone("two"));
    assertThat(claimedJob(aDrone("one"))).contains(id);
  }

  @Test
  default void onlyDroneHasAJobThatItCouldNotRunAfterAWhile() {
    JobId id = submitted(aJob());
    source().announce(aDrone("one"));
    source().refuse(claimed(aDrone("one")), new JobFailure("disk-full", "Its disk is full."));

    assertThat(claimedJob(aDrone("one"))).isEmpty();
    passTime(QueuePolicy.STANDARD.shun().plusSeconds(1));
    source().announce(aDrone("one"));
    assertThat(claimedJob(aDrone("one"))).contains(id);
  }

  @Test
  default void onlyDroneHasAJobAgainAtOnceThatWentWrongThere() {
    JobId id = submitted(aJob());
    source().announce(aDrone("one"));
    claimed(aDrone("one"));
    loseLeases();
    source().announce(aDrone("one"));

    assertThat(claimedJob(aDrone("one"))).contains(id);
  }

  @Test
  default void batchTakesOneJobAtMostThatAsksForAnAmount() {
    submitted(aJob().needing("vram>=4g"));
    submitted(aJob().needing("vram>=4g"));

    assertThat(source().claim(withCard("one", 24), 8)).hasSize(1);
    assertThat(source().claim(withCard("one", 24), 8)).hasSize(1);
  }

  @Test
  default void jobThatNobodyCanServeIsShownWithTheReason() {
    source().announce(withCard("attic", 12));
    JobId id = submitted(aJob().needing("vram>=24g"));

    List<QueueLine> lines = queue().lines();
    passTime(Duration.ofSeconds(6));
    source().announce(withCard("attic", 12));
    queue().upkeep();

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().why())
        .hasValueSatisfying(
            why -> assertThat(why).contains("needs vram>=24g, has 12g").contains("attic"));
    assertThat(job(id).why()).isEqualTo(lines.getFirst().why());
    assertThat(owedKinds()).contains(JobEvents.KEPT);
    assertThat(queue().lines().getFirst().oldest()).isGreaterThanOrEqualTo(Duration.ofSeconds(6));
  }

  @Test
  default void jobWhoseOnlyDroneIsHeldUpIsShownWithTheReason() {
    Drone one = aDrone("one");
    source().announce(one);
    JobId id = submitted(aJob());
    queue().control(new QueueControl(new QueueControl.OfDrone(one.id()), QueueControl.Mode.PAUSED));
    passTime(Duration.ofSeconds(6));
    source().announce(one);
    queue().upkeep();

    assertThat(queue().lines().getFirst().why()).contains("one is paused");
    assertThat(job(id).why()).contains("one is paused");
    assertThat(owedKinds()).contains(JobEvents.KEPT);

    queue().control(new QueueControl(new QueueControl.OfDrone(one.id()), QueueControl.Mode.GO_ON));
    queue().upkeep();

    assertThat(queue().lines().getFirst().why()).isEmpty();
    assertThat(job(id).why()).isEmpty();
  }

  @Test
  default void jobThatSomebodyCanServeAgainIsToldOf() {
    JobId id = submitted(aJob());
    passTime(Duration.ofSeconds(6));
    queue().upkeep();
    assertThat(job(id).why()).contains("no drone is live");
    owed();

    source().announce(aDrone("one"));
    queue().upkeep();

    assertThat(job(id).why()).isEmpty();
    assertThat(owedKinds()).containsExactly(JobEvents.KEPT);
  }
}
