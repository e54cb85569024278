package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.Report;
import io.mycelium.redis.embedded.TestRedis;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReportScriptTest {
  private static final String REMARK = "[The log is full: what comes now is not kept.]";

  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private TestQueue queue;
  private JobId id;
  private Lease lease;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    id = queue.submitted(aJob());
    lease = queue.claimed(aDrone("one"));
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private void report(long sequence, int lines, String text) {
    List<LogLine> all = Collections.nCopies(lines, LogLine.of(text));
    queue.source().report(lease, new Report(sequence, Optional.empty(), all));
  }

  private List<LogLine> log() {
    return queue.queue().log(id, "", ReportScript.MAX_LINES * 2);
  }

  @Test
  void logEndsWithARemarkAtItsMostLines() {
    report(1, ReportScript.MAX_LINES - 1, "a");
    report(2, 3, "b");
    report(3, 3, "c");

    assertThat(log()).hasSize(ReportScript.MAX_LINES + 1);
    assertThat(log().getLast().text()).isEqualTo(REMARK);
    assertThat(log().get(ReportScript.MAX_LINES - 1).text()).isEqualTo("b");
  }

  @Test
  void logEndsWithARemarkAtItsMostBytes() {
    int line = ReportScript.MAX_LINE;

    report(1, ReportScript.MAX_BYTES / line + 20, "x".repeat(line));

    assertThat(log()).hasSize(ReportScript.MAX_BYTES / line + 1);
    assertThat(log().getLast().text()).isEqualTo(REMARK);
  }

  @Test
  void progressGoesOnWhenTheLogIsFull() {
    report(1, ReportScript.MAX_LINES + 1, "a");
    var progress = Optional.of(new JobProgress(90, "nearly"));

    queue.source().report(lease, new Report(2, progress, List.of(LogLine.of("b"))));

    assertThat(queue.job(id).progress()).isEqualTo(progress);
  }

  @Test
  void longLineIsCutAndEscapeSequencesVanish() {
    report(1, 1, "\u001b[31m" + "x".repeat(ReportScript.MAX_LINE * 2));

    assertThat(log().getFirst().text())
        .startsWith("xx")
        .endsWith("x…")
        .hasSize(ReportScript.MAX_LINE + 1);
  }

  @Test
  void closeReportsDoNotPutTheirNewsOffForEver() {
    report(1, 1, "a");
    String first = server.ask("ZSCORE", "myc:{main:q}:outbox", "progress:" + id);

    queue.passTime(java.time.Duration.ofMillis(150));
    report(2, 1, "b");

    assertThat(server.ask("ZSCORE", "myc:{main:q}:outbox", "progress:" + id)).isEqualTo(first);
  }
}
