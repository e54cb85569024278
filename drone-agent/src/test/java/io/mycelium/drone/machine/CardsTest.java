package io.mycelium.drone.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Cards as `nvidia-smi` and the kernel tell of them: recorded answers, given by a process.
final class CardsTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private static final String RTX_3060 =
      "8.6, GPU-1d0c2f5a-77aa-4b0f-9f43-0c8a7f6f1e11, 12288, 11919, 3, 41, 550.54.14, [N/A], NVIDIA GeForce RTX 3060";

  private static final String A100_DIVIDED =
      "8.0, GPU-5d5ba0d6-d33d-2b2c-524d-9e3d8d2b8a77, 40960, 35000, [N/A], 33, 535.161.08, Enabled, NVIDIA A100-SXM4-40GB";

  private static final String A100_LIST =
      """
      GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-5d5ba0d6-d33d-2b2c-524d-9e3d8d2b8a77)
        MIG 3g.20gb     Device  0: (UUID: MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f)
        MIG 1g.5gb+me   Device  1: (UUID: MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb)
        MIG 1c.2g.10gb  Device  2: (UUID: MIG-1e8e3a56-3f5e-5f2c-a7a0-3f8c1d1b0a01)
      GPU 1: NVIDIA GeForce RTX 3060 (UUID: GPU-1d0c2f5a-77aa-4b0f-9f43-0c8a7f6f1e11)
      """;

  @TempDir Path folder;
  private FakeProgram nvidia;
  private HelperProgram program;

  @BeforeEach
  void makeFake() {
    nvidia = new FakeProgram(folder, "nvidia-smi");
    program = nvidia.program(Duration.ofSeconds(10));
  }

  @AfterEach
  void endLooks() throws IOException {
    nvidia.remove(program);
  }

  @Test
  void oneCardIsDescribed() throws IOException {
    nvidia.saying(RTX_3060);

    Card card = seen(1).getFirst();

    assertThat(card.gpu().name()).isEqualTo("NVIDIA GeForce RTX 3060");
    assertThat(card.gpu().memoryBytes()).isEqualTo(12_288 * MIB);
    assertThat(card.gpu().freeBytes()).isEqualTo(11_919 * MIB);
    assertThat(card.gpu().busyPercent()).contains(3);
    assertThat(card.gpu().celsius()).contains(41);
    assertThat(card.capability()).contains("8.6");
    assertThat(card.driver()).contains("550.54.14");
    assertThat(card.tags()).containsExactly("cuda", "gpu", "nvidia");
    assertThat(card.environment())
        .containsEntry("CUDA_VISIBLE_DEVICES", "GPU-1d0c2f5a-77aa-4b0f-9f43-0c8a7f6f1e11")
        .containsEntry("ROCR_VISIBLE_DEVICES", "");
  }

  @Test
  void eightCardsAreToldApart() throws IOException {
    nvidia.saying(
        IntStream.range(0, 8)
            .mapToObj(i ->
                "9.0, GPU-0000000%d-aaaa, 81559, %d, 0, 30, 550.54.14, Disabled, NVIDIA H100 80GB HBM3"
                    .formatted(i, 81_000 - i))
            .collect(Collectors.joining("\n")));

    List<Card> cards = seen(8);

    assertThat(cards).extracting(card -> card.gpu().id()).doesNotHaveDuplicates();
    assertThat(cards.get(7).gpu().freeBytes()).isEqualTo(80_993 * MIB);
  }

  @Test
  void driverWithoutACardHasNone() throws IOException {
    nvidia.doing("echo 'No devices were found'; exit 6");

    assertThat(afterALook()).isEmpty();
  }

  @Test
  void whatIsUnknownIsNotClaimed() throws IOException {
    nvidia.saying(
        """
        12.1, GPU-a, [N/A], [N/A], [N/A], [Unknown Error], 580.95.05, [N/A], NVIDIA GB10
        [Not Supported], GPU-b, 4096, [Not Supported], [Not Supported], ERR!, N/A, [Unknown Error], Quadro, old
        [N/A], [N/A], 4096, 1, 2, 3, 4, 5, lost\
        """);

    List<Card> cards = seen(2);

    assertThat(cards.getFirst().gpu().memoryBytes()).isZero();
    assertThat(cards.getFirst().gpu().celsius()).isEmpty();
    assertThat(cards.getFirst().gpu().busyPercent()).isEmpty();
    assertThat(cards.get(1).gpu().freeBytes()).isZero();
    assertThat(cards.get(1).gpu().name()).isEqualTo("Quadro, old");
    assertThat(cards.get(1).capability()).isEmpty();
    assertThat(cards.get(1).driver()).isEmpty();
  }

  @Test
  void olderDriverIsAskedForLess() throws IOException {
    nvidia.doing(
        """
        case "$1" in
          *compute_cap*) echo 'Field "compute_cap" is not a valid field to query.'; exit 2 ;;
          *) echo 'GPU-old, 8192, 8000, 0, 50, 450.80.02, [N/A], Tesla P4' ;;
        esac\
        """);

    Card card = seen(1).getFirst();

    assertThat(card.gpu().name()).isEqualTo("Tesla P4");
    assertThat(card.capability()).isEmpty();
  }

  @Test
  void dividedCardIsOfferedInItsParts() throws IOException {
    nvidia.doing(
        "case \"$1\" in -L) cat <<'END'\n%sEND\n;; *) cat <<'END'\n%s\n%s\nEND\n;; esac"
            .formatted(A100_LIST, A100_DIVIDED, RTX_3060));

    List<Card> cards = seen(4);

    assertThat(cards)
        .extracting(Card::selector)
        .containsExactlyInAnyOrder(
            "GPU-1d0c2f5a-77aa-4b0f-9f43-0c8a7f6f1e11",
            "MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f",
            "MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb",
            "MIG-1e8e3a56-3f5e-5f2c-a7a0-3f8c1d1b0a01");
    assertThat(cards)
        .extracting(card -> card.gpu().memoryBytes())
        .containsExactlyInAnyOrder(12 * GIB, 20 * GIB, 5 * GIB, 5 * GIB);
  }

  @Test
  void dividedCardWithoutPartsIsNotOffered() throws IOException {
    nvidia.doing(
        """
        case "$1" in
          -L) echo 'GPU 0: NVIDIA A100 (UUID: GPU-5d5ba0d6-d33d-2b2c-524d-9e3d8d2b8a77)' ;;
          *) echo '%s' ;;
        esac\
        """
            .formatted(A100_DIVIDED));

    assertThat(afterALook()).isEmpty();
  }

  @Test
  @Timeout(20)
  void hangKeepsWhatWasKnownAndHoldsNobodyUp() throws IOException {
    nvidia.saying(RTX_3060);
    program = nvidia.program(Duration.ofSeconds(3));
    Cards cards = Cards.of(program, folder, Duration.ZERO);
    await().until(() -> cards.now().size() == 1);

    nvidia.doing("exec sleep 600");
    int before = nvidia.calls().size();
    await()
        .until(() -> {
          long asked = System.nanoTime();
          cards.now();
          assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
          return nvidia.calls().size() > before + 1;
        });

    assertThat(cards.now()).hasSize(1);
  }

  @Test
  void driverThatIsGoneTakesItsCardsWithIt() throws IOException {
    nvidia.saying(RTX_3060);
    Cards cards = Cards.of(program, folder, Duration.ZERO);
    await().until(() -> cards.now().size() == 1);

    nvidia.doing(
        "echo \"NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\"; exit 9");

    await().until(() -> cards.now().isEmpty());
  }

  @Test
  void driverIsNotAskedAgainBeforeTime() throws IOException {
    nvidia.saying(RTX_3060);
    Cards cards = Cards.of(program, folder, Duration.ofHours(1));
    await().until(() -> cards.now().size() == 1);

    for (int i = 0; i < 1000; i++) {
      cards.now();
    }

    assertThat(nvidia.calls()).hasSize(1);
  }

  @Test
  void cardsOfAmdAreReadFromTheKernel() throws IOException {
    amd("card0", "unique_id", "a1b2c3d4e5f60718");
    amd("card0", "mem_info_vram_total", Long.toString(16 * GIB));
    amd("card0", "mem_info_vram_used", Long.toString(GIB));
    amd("card0", "gpu_busy_percent", "12");
    amd("card0", "hwmon/hwmon3/temp1_input", "54000");
    amd("card10", "mem_info_vram_total", Long.toString(8 * GIB));
    amd("card2", "vendor", "0x8086");
    amd("card0-DP-1", "mem_info_vram_total", "1");

    List<Card> cards = seen(2);

    Card first = cards.getFirst();
    assertThat(first.gpu().freeBytes()).isEqualTo(15 * GIB);
    assertThat(first.gpu().celsius()).contains(54);
    assertThat(first.gpu().busyPercent()).contains(12);
    assertThat(first.tags()).containsExactly("amd", "gpu", "rocm");
    assertThat(first.environment())
        .containsEntry("ROCR_VISIBLE_DEVICES", "GPU-a1b2c3d4e5f60718")
        .containsEntry("CUDA_VISIBLE_DEVICES", "");
    assertThat(cards.get(1).selector()).isEqualTo("1");
    assertThat(cards.get(1).gpu().freeBytes()).isZero();
  }

  private void amd(String card, String file, String text) throws IOException {
    Path path = folder.resolve("sys/class/drm").resolve(card).resolve("device").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }

  private List<Card> seen(int number) {
    Cards cards = Cards.of(program, folder, Duration.ofHours(1));
    return await().until(cards::now, now -> now.size() == number);
  }

  /// Once more was asked than the first time, the first answer counts.
  private List<Card> afterALook() {
    Cards cards = Cards.of(program, folder, Duration.ZERO);
    await()
        .until(() -> {
          cards.now();
          return nvidia.calls().size() > 3;
        });
    return cards.now();
  }
}
