package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.Dependencies;
import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LimitName;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.Report;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `docs/reference/redis-keys-jobs.md` names every script, every key and every field.
class KeysPageTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private static final Path PAGE = Path.of("../../docs/reference/redis-keys-jobs.md");
  private static final Path SCRIPTS = Path.of("src/main/resources/lua/jobs");
  private static final Pattern NAME = Pattern.compile("`([a-z]+)((:[^`]*)?)`");

  private static List<String> names(String page) {
    return NAME.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
  }

  @Test
  void namesEveryScript() throws IOException {
    String page = Files.readString(PAGE);
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".lua")))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
  }

  @Test
  void describesEveryKeyAndField() throws IOException {
    List<String> names = names(Files.readString(PAGE));
    try (var queue = new TestQueue(server.url())) {
      useAll(queue);

      String prefix = queue.access().prefix();
      List<String> keys = queue.access().read(redis -> redis.keys(prefix + "*"));
      assertThat(keys)
          .hasSizeGreaterThan(15)
          .allSatisfy(
              key -> assertThat(names).contains(key.substring(prefix.length()).split(":", -1)[0]));
      List<String> jobs = keys.stream().filter(key -> key.startsWith(prefix + "job:")).toList();
      assertThat(jobs)
          .allSatisfy(
              job -> assertThat(names).containsAll(queue.access().read(redis -> redis.hkeys(job))));
    }
  }

  private static void useAll(TestQueue queue) {
    queue.source().announce(aDrone("one"));
    queue.source().awaitWork(aDrone("one"), Duration.ofMillis(1));
    queue
        .queue()
        .limit(new JobLimit(LimitName.function("checksum"), Optional.of(2), Optional.empty()));
    var first = queue.submitted(aJob());
    Lease lease = queue.claimed(aDrone("one"));
    queue.source().report(lease, new Report(1, Optional.empty(), List.of(LogLine.of("line"))));
    queue.submitted(aJob().buriedAfter(1));
    queue.claimed(aDrone("one"));
    queue.submitted(aJob());
    queue.source().claim(aDrone("one"));
    queue.submitted(aJob().ofFunction("other"));
    queue.submitted(aJob().planned(plan -> plan.delayed(Duration.ofHours(1))));
    queue.submitted(
        aJob()
            .planned(
                plan -> plan.after(new Dependencies(List.of(first), Dependencies.OnFailure.FAIL))));
    queue.loseLeases();
    queue.claimed(aDrone("two"));
    var rate = new JobLimit.Rate(1, Duration.ofHours(1), 1);
    queue
        .queue()
        .limit(new JobLimit(LimitName.function("rated"), Optional.empty(), Optional.of(rate)));
    queue.submitted(aJob().ofFunction("rated"));
    queue.submitted(aJob().ofFunction("rated"));
    queue.source().claim(aDrone("two"), 3);
  }
}
