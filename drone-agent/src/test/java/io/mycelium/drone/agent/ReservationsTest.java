package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Gpu;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.job.Resource;
import io.mycelium.drone.machine.Card;
import io.mycelium.drone.machine.Card.Maker;
import io.mycelium.drone.machine.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How much of a machine is left beside the jobs that run.
final class ReservationsTest {
  private static final long GIB = 1L << 30;

  private final AtomicLong time = new AtomicLong();
  private final Reservations reservations = new Reservations(time::get);

  @Test
  void unreservedMachineIsFreeButForItsOwnPart() {
    var free = reservations.free(machine(32, 30), List.of());

    assertThat(free)
        .containsEntry(Resource.CORES, 8L)
        .containsEntry(Resource.RAM, 28 * GIB)
        .containsEntry(Resource.DISK, 100 * GIB)
        .doesNotContainKey(Resource.VRAM);
  }

  @Test
  void jobsLeaveWhatTheyDidNotAskFor() {
    take("one", "cores>=6 ram>=8g disk>=40g");
    take("two", "cores>=2");

    assertThat(reservations.free(machine(32, 30), List.of()))
        .containsEntry(Resource.CORES, 0L)
        .containsEntry(Resource.RAM, 20 * GIB)
        .containsEntry(Resource.DISK, 60 * GIB);

    reservations.give(lease("one"));

    assertThat(reservations.free(machine(32, 30), List.of()))
        .containsEntry(Resource.CORES, 6L)
        .containsEntry(Resource.RAM, 28 * GIB);
  }

  @Test
  void whatIsUsedInTruthIsNotFreeWhoeverUsesIt() {
    assertThat(reservations.free(machine(32, 5), List.of())).containsEntry(Resource.RAM, 3 * GIB);
    assertThat(reservations.free(machine(32, 1), List.of())).containsEntry(Resource.RAM, 0L);
  }

  @Test
  void jobThatJustStartedDoesNotUseYetWhatItReserved() {
    take("one", "ram>=8g");
    assertThat(reservations.free(machine(32, 14), List.of())).containsEntry(Resource.RAM, 4 * GIB);

    later();

    assertThat(reservations.free(machine(32, 14), List.of())).containsEntry(Resource.RAM, 12 * GIB);
  }

  @Test
  void memoryOfWhichNothingIsKnownIsWhatNobodyReserved() {
    take("one", "ram>=8g");
    later();

    assertThat(reservations.free(machine(32, 0), List.of())).containsEntry(Resource.RAM, 22 * GIB);
  }

  @Test
  void cardWithTheMostRoomTellsHowMuchIsFree() {
    assertThat(free(nvidia("a", 24, 6), nvidia("b", 12, 11)))
        .containsEntry(Resource.VRAM, 11 * GIB);
    assertThat(free(nvidia("a", 0, 0))).containsEntry(Resource.VRAM, 0L);
  }

  @Test
  void jobGetsTheFullestCardThatHasRoom() {
    List<Card> cards = List.of(nvidia("a", 80, 80), nvidia("b", 24, 20), nvidia("c", 12, 11));

    assertThat(cardOf("one", "vram>=16g", cards)).contains("b");
    assertThat(cardOf("two", "vram>=8g", cards)).contains("c");
    assertThat(cardOf("three", "vram>=8g", cards)).contains("a");
    assertThat(reservations.free(machine(32, 30), cards)).containsEntry(Resource.VRAM, 72 * GIB);
  }

  @Test
  void reservationCountsOnItsCardAlone() {
    List<Card> cards = List.of(nvidia("a", 24, 24), nvidia("b", 24, 24));
    cardOf("one", "vram>=16g", cards);
    cardOf("two", "vram>=16g", cards);

    assertThat(reservations.free(machine(32, 30), cards)).containsEntry(Resource.VRAM, 8 * GIB);

    reservations.give(lease("one"));

    assertThat(reservations.free(machine(32, 30), cards)).containsEntry(Resource.VRAM, 24 * GIB);
  }

  @Test
  void jobThatHasLoadedItsModelIsNotCountedTwice() {
    cardOf("one", "vram>=16g", List.of(nvidia("a", 24, 24)));
    later();

    assertThat(free(nvidia("a", 24, 8))).containsEntry(Resource.VRAM, 8 * GIB);
    assertThat(free(nvidia("a", 24, 24))).containsEntry(Resource.VRAM, 8 * GIB);
    assertThat(free(nvidia("a", 24, 2))).containsEntry(Resource.VRAM, 2 * GIB);
  }

  @Test
  void cardThatIsSoldAsLargerFits() {
    Card card = new Card(gpu("a", 24 * GIB, 23 * GIB + GIB / 2), Maker.NVIDIA, "a", none(), none());

    assertThat(cardOf("one", "vram>=24g", List.of(card))).contains("a");
    assertThat(free(card)).containsEntry(Resource.VRAM, 0L);
  }

  @Test
  void jobSeesItsCardAndOthersSeeNone() {
    List<Card> cards = List.of(nvidia("a", 24, 24));

    assertThat(take("one", "vram>=8g", cards).orElseThrow().environment())
        .containsEntry("CUDA_VISIBLE_DEVICES", "a")
        .containsEntry("ROCR_VISIBLE_DEVICES", "");
    assertThat(take("two", "cores>=1", cards).orElseThrow().environment())
        .containsEntry("CUDA_VISIBLE_DEVICES", "");
    assertThat(take("three", "cores>=1", List.of()).orElseThrow().environment())
        .containsEntry("CUDA_VISIBLE_DEVICES", "");
  }

  @Test
  void jobThatNamesNoAmountGetsTheFreestCardAndReservesNothing() {
    List<Card> cards = List.of(nvidia("a", 24, 3), nvidia("b", 24, 20));

    assertThat(cardOf("one", "cuda", cards)).contains("b");
    assertThat(reservations.free(machine(32, 30), cards)).containsEntry(Resource.VRAM, 20 * GIB);
  }

  @Test
  void cardOfAnotherMakerIsNoCardForTheJob() {
    Card amd = new Card(gpu("m", 24 * GIB, 24 * GIB), Maker.AMD, "0", none(), none());
    List<Card> cards = List.of(amd, nvidia("n", 8, 8));

    assertThat(cardOf("one", "cuda vram>=6g", cards)).contains("n");
    assertThat(take("two", "cuda vram>=16g", cards)).isEmpty();
    assertThat(cardOf("three", "amd vram>=16g", cards)).contains("m");
    assertThat(take("four", "vram>=1g", List.of())).isEmpty();
  }

  @Test
  void cardThatOnlyTheOwnerKnowsOfIsNotHidden() {
    Reservations.Share share = take("one", "gpu", List.of()).orElseThrow();

    assertThat(share.card()).isEmpty();
    assertThat(share.environment()).isEmpty();
  }

  private Optional<String> cardOf(String job, String asked, List<Card> cards) {
    return take(job, asked, cards).flatMap(Reservations.Share::card).map(card -> card.gpu().id());
  }

  private void take(String job, String asked) {
    assertThat(take(job, asked, List.of())).isPresent();
  }

  private Optional<Reservations.Share> take(String job, String asked, List<Card> cards) {
    return reservations.take(lease(job), Requirements.parse(asked), cards);
  }

  private SortedMap<Resource, Long> free(Card... cards) {
    return reservations.free(machine(32, 30), List.of(cards));
  }

  private void later() {
    time.addAndGet(Duration.ofMinutes(2).toNanos());
  }

  private static Lease lease(String job) {
    return new Lease(new JobId("job_" + job), new DroneId("drn_one"), 1);
  }

  private static Card nvidia(String id, long total, long free) {
    return new Card(gpu(id, total * GIB, free * GIB), Maker.NVIDIA, id, none(), none());
  }

  private static Gpu gpu(String id, long total, long free) {
    return new Gpu(id, "card", total, free, Optional.empty(), Optional.empty());
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Machine machine(long memory, long available) {
    return new Machine("host", "linux", "amd64", 8, memory * GIB, available * GIB, 100 * GIB);
  }
}
