package io.mycelium.drone.agent;

import io.mycelium.core.job.JobProgress;
import io.mycelium.core.text.Cut;
import io.mycelium.drone.sandbox.RunOutput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes what a job prints: standard output is kept for the reply, standard error goes to the log,
/// but for lines such as `@progress 40 Reading`.
///
/// Readable when the run has ended.
final class JobOutput implements RunOutput {
  /// Bytes of standard output at most.
  static final int LONGEST_REPLY = 1 << 20;

  private static final int LONGEST_LINE = 4_000;
  private static final int LAST_LINES = 5;
  private static final String CUT = " [line cut]";
  private static final Pattern PROGRESS = Pattern.compile("@progress\\s+(\\d{1,3})%?(?:\\s+(.*))?");

  /// What Java says of the heap that it was given here: nothing that the job's author can help.
  private static final Pattern HEAP =
      Pattern.compile(
          "Picked up JAVA_TOOL_OPTIONS: -XX:MaxRAM=\\d+ -XX:MaxRAMPercentage=\\d+( -Dhttps?\\.proxy\\w+=\\S+)*");

  private final OutputBudget budget;
  private final JobLog log;
  private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
  private final Deque<String> last = new ArrayDeque<>(LAST_LINES);

  JobOutput(OutputBudget budget, JobLog log) {
    this.budget = budget;
    this.log = log;
  }

  /// @throws OutputBudget.Exceeded which ends the run
  @Override
  public void stdout(ByteBuffer bytes) {
    budget.take(bytes.remaining());
    if (reply.size() + bytes.remaining() > LONGEST_REPLY) {
      throw new OutputBudget.Exceeded(
          "It printed more than %s on standard output; leave large results as files."
              .formatted(Words.bytes(LONGEST_REPLY)));
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    reply.writeBytes(copy);
  }

  /// Counts what was printed and not what is kept: a line may be cut, and an escape sequence
  /// vanish.
  ///
  /// @throws OutputBudget.Exceeded which ends the run
  @Override
  public void stderr(ByteBuffer bytes) {
    budget.take(bytes.remaining());
  }

  @Override
  public void stderrLine(String line) {
    Matcher progress = PROGRESS.matcher(line);
    if (progress.matches()) {
      String note = Optional.ofNullable(progress.group(2)).orElse("");
      log.progress(new JobProgress(Integer.parseInt(progress.group(1)), cut(note)));
      return;
    }
    if (HEAP.matcher(line).matches()) {
      return;
    }
    String kept = cut(line);
    if (last.size() == LAST_LINES) {
      last.removeFirst();
    }
    last.addLast(kept);
    log.add(kept);
  }

  @Override
  public void note(String line) {
    log.add(cut(line));
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_LINE ? line : Cut.to(line, LONGEST_LINE) + CUT;
  }

  /// Standard output as text.
  String reply() {
    return reply.toString(StandardCharsets.UTF_8);
  }

  /// The last lines of the log, oldest first; those of standard output when nothing went to the
  /// log, as many programs complain there.
  List<String> lastLines() {
    if (!last.isEmpty()) {
      return List.copyOf(last);
    }
    List<String> said =
        reply().lines().filter(line -> !line.isBlank()).map(JobOutput::cut).toList();
    return said.subList(Math.max(0, said.size() - LAST_LINES), said.size());
  }
}
