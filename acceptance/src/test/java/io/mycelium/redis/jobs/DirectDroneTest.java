package io.mycelium.redis.jobs;

import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.mycelium.acceptance.running.RunningDrone;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A drone that reaches Redis itself, as the user whose rules the documents have.
@Timeout(60)
class DirectDroneTest {
  private static final Path PAGE = Path.of("docs/how-to/run-drones-outside-the-network.md");
  private static final String RULE = "ACL SETUSER ";
  private static final String PASSWORD = "secret";

  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path folder;

  @Test
  void theDocumentedUserDoesJobsAndNothingElse() throws IOException {
    String user = setUser();
    String url = redis.url().replaceFirst("//[^@]*@", "//%s:%s@".formatted(user, PASSWORD));
    try (Redis admin = Redis.connect(RedisSettings.of(RedisUrl.parse(redis.url())));
        RunningDrone _ = RunningDrone.start("attic", url, folder.resolve("drone"), folder)) {
      RedisQueue queue = RedisQueue.open(admin, "main");
      JobId job = submitted(queue, "echo done; echo file >out/file.txt");

      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() ->
              assertThat(queue.jobs().find(job).orElseThrow().state()).isEqualTo(JobState.DONE));
      assertThat(queue.jobs().find(job).orElseThrow().result().orElseThrow().files()).hasSize(1);
    }
    refusesAllElse(url);
  }

  /// Sets the user as the page says, and tells its name.
  private static String setUser() throws IOException {
    String rule =
        Files.readAllLines(home().resolve(PAGE)).stream()
            .filter(line -> line.startsWith(RULE))
            .findFirst()
            .orElseThrow();
    List<String> words =
        new ArrayList<>(Arrays.asList(rule.replace("PASSWORD", PASSWORD).split(" ")));
    assertThat(redis.ask(words.toArray(String[]::new))).contains("OK");
    return words.get(2);
  }

  private static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve(PAGE)) ? here : here.getParent();
  }

  private static JobId submitted(RedisQueue queue, String script) {
    byte[] content =
        PackageArchive.write(
            List.of(new PackageFile("run.sh", true, script.getBytes(StandardCharsets.UTF_8))));
    BlobRef kept = queue.blobs().store(new ByteArrayInputStream(content), Duration.ofHours(1));
    JobSpec some = aJob().ofPackage(kept.digest()).spec();
    var spec =
        new JobSpec(
            some.id(),
            some.function(),
            some.packageDigest(),
            some.run(),
            some.options(),
            List.of(),
            List.of(),
            some.files(),
            some.requirements(),
            some.trusted(),
            some.limits(),
            some.priority(),
            some.room(),
            some.thread(),
            some.requester(),
            some.askedAt(),
            some.plan(),
            some.template(),
            some.trace());
    queue.jobs().submit(spec);
    return spec.id();
  }

  private static void refusesAllElse(String url) {
    RedisClient client = RedisClient.create(url);
    try (var connection = client.connect()) {
      List<Consumer<RedisCommands<String, String>>> attempts =
          List.of(
              RedisCommands::flushall,
              RedisCommands::flushdb,
              commands -> commands.configGet("*"),
              commands -> commands.keys("*"),
              RedisCommands::scan,
              RedisCommands::aclList,
              RedisCommands::scriptFlush,
              RedisCommands::functionList,
              commands -> commands.get("myc:{main}:flag:freeze"),
              commands -> commands.set("myc:{main}:flag:freeze", "x"),
              commands -> commands.xadd("myc:{main}:events", "e", "{}"),
              commands -> commands.hgetall("myc:{other:q}:queue"),
              commands -> commands.publish("some", "thing"),
              commands ->
                  commands.eval(
                      "return redis.call('GET', 'myc:{main}:flag:freeze')",
                      ScriptOutputType.VALUE));
      for (int i = 0; i < attempts.size(); i++) {
        Consumer<RedisCommands<String, String>> attempt = attempts.get(i);
        assertThatThrownBy(() -> attempt.accept(connection.sync()))
            .as("attempt %d", i)
            .isInstanceOf(RedisCommandExecutionException.class)
            .hasMessageMatching("NOPERM .*|.* can't access .*");
      }
    } finally {
      client.shutdown();
    }
  }
}
