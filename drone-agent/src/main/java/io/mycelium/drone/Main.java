package io.mycelium.drone;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/// Starts a drone: without arguments as the child of a gateway, which tells it everything on
/// standard input and ends it by closing that; with arguments on its own.
public final class Main {
  /// An end that takes longer is no orderly one any more.
  private static final long LONGEST_END_SECONDS = 12;

  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private Main() {}

  /// Ends with 0, with 2 when the arguments are not understood, with 69 when the drone cannot start
  /// here now, or with 70 when it fails by its own fault.
  public static void main(String... arguments) {
    Logging.configure();
    // A drone shall be small: pools of buffers, and recorders that nobody reads, take some
    // megabytes.
    System.setProperty("io.netty.allocator.type", "unpooled");
    System.setProperty("io.netty.jfr.enabled", "false");
    System.setProperty("io.lettuce.core.jfr", "false");
    System.exit(new Main().started(List.of(arguments)));
  }

  private int started(List<String> arguments) {
    try {
      if (arguments.equals(List.of("--train"))) {
        Training.run();
      } else if (Arguments.askForHelp(arguments)) {
        System.out.print(Arguments.USAGE);
      } else if (arguments.isEmpty()) {
        runAsChild(System.in);
      } else {
        runAlone(Arguments.read(arguments, System.getenv()));
      }
      return 0;
    } catch (StartFailure e) {
      System.err.println("mycelium drone: " + e.getMessage());
      return e.exitCode();
    } catch (IOException e) {
      System.err.println("mycelium drone: " + e);
      return StartFailure.UNAVAILABLE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return StartFailure.UNAVAILABLE;
    } catch (RuntimeException e) {
      // Whatever it was: a program that does not work must not stay.
      LoggerFactory.getLogger(Main.class).error("This is a fault of Mycelium", e);
      return StartFailure.FAULT;
    } finally {
      ended.countDown();
    }
  }

  private void runAsChild(InputStream in) throws IOException, InterruptedException {
    if (Optional.ofNullable(System.console()).filter(console -> console.isTerminal()).isPresent()) {
      throw StartFailure.usage("Give at least --gateway URL; see mycelium drone --help.");
    }
    Settings settings = StartLine.read(in);
    Thread.ofPlatform()
        .daemon()
        .name("parent")
        .start(() -> {
          awaitEndOf(in);
          end.countDown();
          haltWhenLate();
        });
    run(settings, _ -> {});
  }

  private void runAlone(Arguments arguments) throws IOException, InterruptedException {
    arguments.warning().ifPresent(warning -> System.err.println("mycelium drone: " + warning));
    run(arguments.settings(), System.out::println);
  }

  private void run(Settings settings, Consumer<String> greeting)
      throws IOException, InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              end.countDown();
              awaitEnded();
            }));
    new Program(settings, end, greeting).run();
  }

  private static void awaitEndOf(InputStream in) {
    byte[] ignored = new byte[256];
    try {
      while (in.read(ignored) >= 0) {
        // What a gateway writes after the first line has no meaning yet.
      }
    } catch (IOException e) {
      // A broken pipe is an end too.
      return;
    }
  }

  private boolean awaitEnded() {
    try {
      return ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Whatever keeps the drone: it must not outlive its gateway.
  private void haltWhenLate() {
    if (!awaitEnded()) {
      Runtime.getRuntime().halt(0);
    }
  }
}
