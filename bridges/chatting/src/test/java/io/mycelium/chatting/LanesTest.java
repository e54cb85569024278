package io.mycelium.chatting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Lanes lanes = new Lanes(threads);
  private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void oneLaneKeepsItsOrder() {
    IntStream.range(0, 1_000).forEach(i -> lanes.then("a", () -> done.add(i)));

    await().until(() -> done.size() == 1_000);
    assertThat(done).isSorted();
  }

  @Test
  void lanesDoNotWaitForEachOther() throws InterruptedException {
    var held = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    lanes.then("a", () -> uninterrupted(held));

    lanes.then("b", free::countDown);

    free.await();
    held.countDown();
  }

  @Test
  void whatFailsKeepsNothingBack() {
    lanes.then(
        "a",
        () -> {
          throw new IllegalStateException("on purpose");
        });
    lanes.then("a", () -> done.add(1));

    await().until(() -> done.size() == 1);
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
