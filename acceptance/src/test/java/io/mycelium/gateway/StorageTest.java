package io.mycelium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.QueueTimes;
import io.mycelium.gateway.config.Configuration;
import io.mycelium.gateway.config.ConfigurationReader;
import io.mycelium.gateway.data.DataFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir Path data;

  @Test
  void configuredTimesAreThoseOfTheQueueAndTheLastStartDecides() {
    Configuration slow =
        ConfigurationReader.read(
            "jobs: {lease: 30s, beat: 10s, alive: 20s, retention: 2d}", Map.of());

    try (DataFolder folder = DataFolder.open(data);
        Storage first = Storage.open(slow, folder, InstantSource.system())) {
      QueueTimes set = first.queue().jobs().times();
      try (Storage _ =
          Storage.open(
              ConfigurationReader.read("", Map.of("redis.url", first.url())),
              folder,
              InstantSource.system())) {
        assertThat(set)
            .isEqualTo(
                new QueueTimes(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofDays(2)));
        assertThat(first.queue().jobs().times()).isEqualTo(QueueTimes.STANDARD);
      }
    }
  }
}
