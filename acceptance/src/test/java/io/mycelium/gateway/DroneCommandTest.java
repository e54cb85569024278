package io.mycelium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DroneCommandTest {
  @Test
  void heapGrowsWithTheJobsThatRunAtOnce() {
    assertThat(DroneProcess.command(1)).contains("-Xmx32m");
    assertThat(DroneProcess.command(2)).contains("-Xmx32m");
    assertThat(DroneProcess.command(8)).contains("-Xmx80m");
  }
}
