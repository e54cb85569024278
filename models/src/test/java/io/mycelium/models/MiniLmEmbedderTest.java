package io.mycelium.models;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mycelium.core.mention.Embedding;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class MiniLmEmbedderTest {
  private static final Path NATIVES = Path.of("target", "natives");
  private static final ListAppender<ILoggingEvent> LOGGED = new ListAppender<>();

  @BeforeAll
  static void listen() {
    LOGGED.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(LOGGED);
  }

  @AfterAll
  static void stop() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOGGED);
  }

  @Test
  void librariesTellNobodyAndUnpackWhereTheyAreTold() {
    try (var embedder = new MiniLmEmbedder(NATIVES)) {
      assertThat(embedder.of("who is here?")).isPresent();
    }

    assertThat(List.copyOf(LOGGED.list))
        .extracting(ILoggingEvent::getLoggerName)
        .anyMatch(name -> name.startsWith("ai.djl"))
        .noneMatch(name -> name.contains("Ec2Utils"));
    assertThat(NATIVES.resolve("tokenizers")).isDirectory();
  }

  @Test
  void sentencesThatMeanAlikeAreNear() {
    try (var embedder = new MiniLmEmbedder(NATIVES)) {
      Embedding open = embedder.of("which tasks are open?").orElseThrow();

      double alike = open.similarity(embedder.of("what is there still to do?").orElseThrow());
      double other = open.similarity(embedder.of("the cat sleeps in the sun").orElseThrow());

      assertThat(alike).isGreaterThan(other + 0.1);
    }
  }

  @Test
  void manyThreadsGetTheSame() throws Exception {
    try (var embedder = new MiniLmEmbedder(NATIVES);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Embedding alone = embedder.of("how far is #12?").orElseThrow();

      List<Callable<Double>> asks =
          IntStream.range(0, 40)
              .<Callable<Double>>mapToObj(
                  _ -> () -> alone.similarity(embedder.of("how far is #12?").orElseThrow()))
              .toList();

      for (Future<Double> similarity : threads.invokeAll(asks)) {
        assertThat(similarity.get()).isGreaterThan(0.999);
      }
    }
  }

  @Test
  void modelThatCannotBeLoadedIsTriedOnceAndNoSentenceHasAMeaning() {
    var tries = new AtomicInteger();
    try (var embedder =
        new MiniLmEmbedder(() -> {
          tries.incrementAndGet();
          throw new UnsatisfiedLinkError("no such machine");
        })) {
      assertThat(embedder.of("which tasks are open?")).isEmpty();
      assertThat(embedder.of("which tasks are open?")).isEmpty();
    }
    assertThat(tries).hasValue(1);
  }
}
