package io.mycelium.gateway;

import io.mycelium.gateway.config.Configuration;
import io.mycelium.gateway.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// The program behind `./mycelium up`.
public final class Main {
  private static final int USAGE = 2;
  private static final int UNAVAILABLE = 69;
  private static final int FAULT = 70;

  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (words.contains("--train")) {
      Training.run();
      return;
    }
    Optional<UpOptions> options =
        options(
            words.isEmpty() || !words.getFirst().equals("up")
                ? words
                : words.subList(1, words.size()));
    options.ifPresentOrElse(Main::up, () -> System.out.print(UpOptions.HELP));
  }

  private static Optional<UpOptions> options(List<String> words) {
    try {
      return UpOptions.parse(words, System.getenv());
    } catch (StartFailure e) {
      throw end(e, USAGE);
    }
  }

  private static void up(UpOptions options) {
    try {
      Configuration configuration = configuration(options);
      Gateway gateway =
          Gateway.start(
              configuration,
              options.data(),
              Path.of("").toAbsolutePath(),
              Clock.tickMillis(ZoneOffset.UTC));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway)));
      System.out.print(Welcome.text(gateway.url(), gateway.signIn(), options.data()));
      System.out.flush();
    } catch (StartFailure e) {
      throw end(e, UNAVAILABLE);
    } catch (RuntimeException e) {
      // Whatever it was: a program that did not start must not stay.
      LoggerFactory.getLogger(Main.class).error("the gateway cannot start", e);
      throw end(new StartFailure("The gateway cannot start; this is a fault of Mycelium."), FAULT);
    }
  }

  private static Configuration configuration(UpOptions options) {
    try {
      return ConfigurationReader.read(file(options), options.settings());
    } catch (StartFailure e) {
      throw end(e, USAGE);
    }
  }

  /// The text of the configuration file; empty when there is none.
  private static String file(UpOptions options) {
    Path file = options.data().resolve("config.yaml");
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new StartFailure("The file %s cannot be read (%s).".formatted(file, e.getMessage()));
    }
  }

  private static void stop(Gateway gateway) {
    gateway.close();
    System.out.println("stopped");
  }

  private static IllegalStateException end(StartFailure failure, int code) {
    System.err.println("mycelium: " + failure.getMessage());
    System.exit(code);
    return new IllegalStateException("the program has ended");
  }
}
