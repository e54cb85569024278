package io.mycelium.drone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

final class LoggingTest {
  @Test
  void nothingThatAJobChoseIsObeyedByATerminal() {
    String hostile = "\u001b[2Jname\u0007";
    var event =
        new LoggingEvent(
            "test",
            new LoggerContext().getLogger("test"),
            Level.WARN,
            "Cannot remove {}",
            new FileSystemException(hostile),
            new Object[] {hostile});

    String printed = Logging.text(event);

    assertThat(printed)
        .contains("WARN drone: Cannot remove name\uFFFD\n")
        .contains("java.nio.file.FileSystemException: name\uFFFD\n")
        .contains("\tat ")
        .endsWith("\n")
        .doesNotContain("\u001b", "\u0007", "[2J");
  }
}
