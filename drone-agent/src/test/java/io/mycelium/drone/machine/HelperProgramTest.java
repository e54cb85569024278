package io.mycelium.drone.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.drone.machine.HelperProgram.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class HelperProgramTest {
  /// Long enough for a shell to start.
  private static final Duration SHORT = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir Path folder;
  private FakeProgram fake;

  @BeforeEach
  void makeFake() {
    fake = new FakeProgram(folder, "tell");
  }

  @Test
  void whatItWritesIsTheAnswer() throws IOException {
    fake.doing("echo \"asked for $1\"");

    assertThat(fake.program(LONG).ask("all")).isEqualTo(new Answer.Said("asked for all\n"));
  }

  @Test
  void missingProgramIsNoFailure() {
    assertThat(fake.program(LONG).ask()).isEqualTo(new Answer.Missing());
  }

  @Test
  void endWithAnotherCodeIsAFailureWithItsWordsOnOneLine() throws IOException {
    fake.doing("echo 'no\ndriver' >&2; exit 9");

    assertThat(fake.program(LONG).ask())
        .isEqualTo(new Answer.Failed("tell ended with 9: no driver"));
  }

  @Test
  void fileThatIsNoProgramIsAFailure() throws IOException {
    fake.doing("");
    Files.writeString(folder.resolve("tell"), "#!/missing/interpreter\n");

    assertThat(fake.program(LONG).ask()).isInstanceOf(Answer.Failed.class);
  }

  @Test
  @Timeout(60)
  void programThatHangsIsKilledWithItsChildren() throws IOException {
    fake.doing("sleep 600 & echo $! > '%s/child'; wait".formatted(folder));

    assertThat(fake.program(SHORT).ask()).isInstanceOf(Answer.Late.class);

    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    await()
        .atMost(LONG)
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  @Timeout(10)
  void whatItLeavesBehindIsNotWaitedFor() throws IOException {
    fake.doing("sleep 5 & exit 0");

    assertThat(fake.program(LONG).ask()).isEqualTo(new Answer.Said(""));
  }
}
