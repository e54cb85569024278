package io.mycelium.drone.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineProbeTest {
  private static final long MIB = 1024 * 1024;

  @TempDir Path system;

  @Test
  void memoryIsThatOfTheMachineWithoutALimit() throws IOException {
    meminfo();
    file("proc/self/cgroup", "0::/user.slice/session\n");
    file("sys/fs/cgroup/user.slice/session/memory.max", "max\n");

    Machine machine = measure();

    assertThat(machine.memoryTotalBytes()).isEqualTo(16_000 * MIB);
    assertThat(machine.memoryAvailableBytes()).isEqualTo(12_000 * MIB);
  }

  @Test
  void limitOfAnOuterGroupHolds() throws IOException {
    meminfo();
    file("proc/self/cgroup", "0::/outer/inner\n");
    file("sys/fs/cgroup/outer/inner/memory.max", "max\n");
    file("sys/fs/cgroup/outer/memory.max", Long.toString(1_000 * MIB));
    file("sys/fs/cgroup/outer/memory.current", Long.toString(700 * MIB));
    file("sys/fs/cgroup/outer/memory.stat", "anon 1\ninactive_file " + 200 * MIB + "\n");

    Machine machine = measure();

    assertThat(machine.memoryTotalBytes()).isEqualTo(1_000 * MIB);
    assertThat(machine.memoryAvailableBytes()).isEqualTo(500 * MIB);
  }

  @Test
  void limitOfTheFirstVersionHoldsInAContainerThatSeesItsGroupAsTheTop() throws IOException {
    meminfo();
    file("proc/self/cgroup", "9:name=systemd:/\n4:memory:/docker/0123\n0::/\n");
    file("sys/fs/cgroup/memory/memory.limit_in_bytes", Long.toString(2_000 * MIB));
    file("sys/fs/cgroup/memory/memory.usage_in_bytes", Long.toString(500 * MIB));
    file("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 0\n");

    Machine machine = measure();

    assertThat(machine.memoryTotalBytes()).isEqualTo(2_000 * MIB);
    assertThat(machine.memoryAvailableBytes()).isEqualTo(1_500 * MIB);
  }

  @Test
  void hugeNumberOfTheFirstVersionIsNoLimit() throws IOException {
    meminfo();
    file("proc/self/cgroup", "4:memory:/\n");
    file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(measure().memoryTotalBytes()).isEqualTo(16_000 * MIB);
  }

  @Test
  void hostnameAndPlatformAreReported() throws IOException {
    file("proc/sys/kernel/hostname", "drone-7\n");

    Machine machine = measure();

    assertThat(machine.hostname()).isEqualTo("drone-7");
    assertThat(machine.os()).isEqualTo("linux");
    assertThat(machine.arch()).isEqualTo("aarch64");
  }

  @Test
  void memoryWithoutProcIsAskedOfTheJvm() {
    assertThat(measure().memoryTotalBytes()).isPositive();
  }

  @Test
  void thisMachineIsMeasured() {
    Machine machine = MachineProbe.ofThisMachine(system).measure();

    assertThat(machine.cores()).isPositive();
    assertThat(machine.memoryAvailableBytes()).isBetween(1L, machine.memoryTotalBytes());
    assertThat(machine.diskFreeBytes()).isPositive();
    assertThat(machine.hostname()).isNotBlank();
  }

  private Machine measure() {
    Properties properties = new Properties();
    properties.setProperty("os.name", "Linux");
    properties.setProperty("os.arch", "aarch64");
    return new MachineProbe(system, system, properties).measure();
  }

  private void meminfo() throws IOException {
    file(
        "proc/meminfo",
        "MemTotal:       16384000 kB\nMemFree:         1024000 kB\nMemAvailable:   12288000 kB\n");
  }

  private void file(String name, String contents) throws IOException {
    Path file = system.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, contents);
  }
}
