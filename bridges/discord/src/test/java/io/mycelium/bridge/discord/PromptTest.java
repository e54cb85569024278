package io.mycelium.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PromptTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whatTakesLongerThanDiscordWaitsIsNotWaitedFor() {
    var prompt = new Prompt(threads, Duration.ofMillis(50));
    var never = new CountDownLatch(1);

    assertThat(
            prompt.soon(() -> {
              await(never);
              return "too late";
            }))
        .isEmpty();
  }

  @Test
  void whereDiscordWaitsLongerMoreMayBeFoundOut() {
    var prompt = new Prompt(threads, Duration.ofMinutes(5));

    assertThat(prompt.soon(() -> "found")).contains("found");
  }

  @Test
  void whatFailsIsNotFound() {
    var prompt = new Prompt(threads, Duration.ofMinutes(5));

    assertThat(
            prompt.soon(() -> {
              throw new IllegalStateException("out of order");
            }))
        .isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
