package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.EventStream;
import io.mycelium.acceptance.running.GitRepository;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two gateways on one Redis: replicas that share everything but their processes.
@Timeout(180)
class TwoGatewaysTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  private EmbeddedRedis redis;
  private RunningGateway first;
  private RunningGateway second;
  private String ada;
  private String bob;

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder.resolve("redis")));
    first = gateway("first", "--no-drone");
    second = gateway("second", "--no-drone");
    ada = first.operatorKey();
    bob = first.invite("bob", "member");
  }

  @AfterEach
  void stop() {
    second.close();
    first.close();
    redis.close();
  }

  @Test
  void eachFeedsTheOthersStreamsWithoutLossOrDoubles() {
    try (EventStream here = EventStream.open(first, ada, "");
        EventStream there = EventStream.open(second, ada, "")) {
      for (int i = 0; i < 20; i++) {
        (i % 2 == 0 ? first : second).call(ada, "say", "{\"text\":\"number %d\"}".formatted(i));
      }

      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(said(there)).hasSizeGreaterThanOrEqualTo(20));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(said(here)).hasSizeGreaterThanOrEqualTo(20));
      // One may have begun before the other, with an event of the setting up.
      assertThat(said(here)).isEqualTo(said(there)).doesNotHaveDuplicates();
    }
  }

  @Test
  void aStreamResumesOnTheOtherGateway() {
    List<String> seen = new ArrayList<>();
    try (EventStream stream = EventStream.open(first, ada, "?after=0-0")) {
      first.call(ada, "say", "{\"text\":\"one\"}");
      await()
          .atMost(SOON)
          .until(() ->
              stream.events().stream().anyMatch(e -> e.data().toString().contains("\"one\"")));
      seen.addAll(ids(stream));
    }
    first.call(ada, "say", "{\"text\":\"two\"}");
    second.call(ada, "say", "{\"text\":\"three\"}");

    try (EventStream resumed = EventStream.open(second, ada, "?after=" + seen.getLast())) {
      await()
          .atMost(SOON)
          .until(() ->
              resumed.events().stream().anyMatch(e -> e.data().toString().contains("\"three\"")));
      assertThat(ids(resumed)).doesNotContainAnyElementsOf(seen).doesNotHaveDuplicates();
      assertThat(resumed.events().toString()).contains("two");
    }
  }

  @Test
  void anApprovalSurvivesAKillBetweenItsCommitAndItsEffect() {
    GitRepository repository = GitRepository.in(folder.resolve("project"), "one", "two");
    String number =
        first
            .call(ada, "release-notes", "{\"repo\":\"%s\"}".formatted(repository.folder()))
            .field("number")
            .substring(1);
    // While it is frozen a grant is committed and its effect waits: the kill falls between the two.
    first.call(ada, "freeze", "{}");
    assertThat(
            first.call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number)).status())
        .isEqualTo(200);
    first.kill();

    second.call(ada, "unfreeze", "{}");

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    second
                        .call(ada, "approval-show", "{\"approval\":\"%s\"}".formatted(number))
                        .field("result"))
                .startsWith("job_"));
    assertThat(second.call(ada, "job-list", "{}").reply().path("rows")).hasSize(1);
  }

  @Test
  void oneRequestAtBothGatewaysAtOnceIsDoneOnce() throws ExecutionException, InterruptedException {
    List<Future<Answer>> answers = new ArrayList<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        RunningGateway gateway = i % 2 == 0 ? first : second;
        answers.add(
            callers.submit(() ->
                gateway.call(
                    ada, "task-create", "{\"title\":\"once\"}", "Idempotency-Key", "same")));
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
        assertThat(answer.get().reply().path("title").asText()).isEqualTo("#1 once");
      }
    }
    assertThat(first.call(ada, "task-list", "{}").reply().path("rows")).hasSize(1);
  }

  @Test
  void aRevokedKeyStopsWorkingOnTheOtherGateway() {
    String eve = first.invite("eve", "member");
    assertThat(second.call(eve, "whoami", "{}").status()).isEqualTo(200);
    String key = second.call(eve, "whoami", "{}").field("key");

    Answer asked =
        first.call(
            ada, "key-revoke", "{\"key\":\"%s\"}".formatted(key), "Idempotency-Key", "revoke-1");
    assertThat(asked.status()).isEqualTo(428);
    assertThat(
            first
                .call(
                    ada,
                    "key-revoke",
                    "{\"key\":\"%s\"}".formatted(key),
                    "Idempotency-Key",
                    "revoke-1",
                    "Mycelium-Confirm",
                    asked.body().path("confirm").asText())
                .status())
        .isEqualTo(200);

    assertThat(first.call(eve, "whoami", "{}").status()).isEqualTo(401);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> second.call(eve, "whoami", "{}").status() == 401);
  }

  private RunningGateway gateway(String name, String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "--redis";
    words[1] = redis.address().url();
    System.arraycopy(options, 0, words, 2, options.length);
    return RunningGateway.start(folder.resolve(name), folder, words);
  }

  private static List<String> said(EventStream stream) {
    return stream.events().stream()
        .filter(event -> event.type().equals("post.created"))
        .map(EventStream.Received::id)
        .toList();
  }

  private static List<String> ids(EventStream stream) {
    return stream.events().stream().map(EventStream.Received::id).toList();
  }
}
