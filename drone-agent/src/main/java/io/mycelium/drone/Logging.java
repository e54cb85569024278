package io.mycelium.drone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.mycelium.core.text.PlainText;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.slf4j.LoggerFactory;

/// Warnings and errors go to standard error, the rest nowhere.
///
/// In code and not in a file, since a file on the classpath would hold for the gateway as well, and
/// parsers of files and patterns would be a part of the drone's small memory.
final class Logging {
  private Logging() {}

  static void configure() {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    context.reset();
    var errors = new StandardError();
    errors.setContext(context);
    errors.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(errors);
  }

  private static final class StandardError extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      System.err.print(text(event));
    }
  }

  /// What is printed of an event. Names of files that a job chose may be in it.
  static String text(ILoggingEvent event) {
    var time = event.getInstant().atZone(ZoneId.systemDefault()).toLocalTime();
    String line =
        "%s %s drone: %s%n"
            .formatted(
                time.truncatedTo(ChronoUnit.SECONDS),
                event.getLevel(),
                event.getFormattedMessage());
    return PlainText.clean(
        event.getThrowableProxy() == null
            ? line
            : line + ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }
}
