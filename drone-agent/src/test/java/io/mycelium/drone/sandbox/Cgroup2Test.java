package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written and read in groups of the second version, on a tree of files that looks like
/// one: not every machine has the controllers.
final class Cgroup2Test {
  private static final String ALL = "cpuset cpu io memory pids";

  @TempDir Path mount;

  private final List<String> reasons = new ArrayList<>();

  @Test
  void groupThatHandsControllersDownIsTheParent() throws IOException {
    Path service = group("system.slice/mycelium.service", "1 2", ALL, "cpu memory pids");

    assertThat(found("/system.slice/mycelium.service"))
        .contains(new ResourceControl.Cgroup2(service, true, mount));
  }

  @Test
  void droneThatIsAloneInItsGroupMovesIntoALeaf() throws IOException {
    String us = Long.toString(ProcessHandle.current().pid());
    Path scope = group("user.slice/mycelium.scope", us, ALL, "");

    new Cgroup2Parent(mount, "/user.slice/mycelium.scope").find(reasons);

    assertThat(scope.resolve("mycelium.drone/cgroup.procs")).hasContent(us);
    assertThat(scope.resolve("cgroup.subtree_control")).hasContent("+memory +pids +cpu");
  }

  @Test
  void groupWithOthersInItIsLeftAloneAndOneAboveServes() throws IOException {
    Path slice = group("system.slice", "", ALL, "memory pids");
    Path service = group("system.slice/mycelium.service", "1 2", "memory pids", "");

    assertThat(found("/system.slice/mycelium.service"))
        .contains(new ResourceControl.Cgroup2(slice, false, mount));
    assertThat(service.resolve("cgroup.subtree_control")).isEmptyFile();
    assertThat(service.resolve("mycelium.drone")).doesNotExist();
  }

  @Test
  void groupsWithoutControllersAreOfNoUse() throws IOException {
    group("user.slice", "1", "", "");

    assertThat(found("/user.slice")).isEmpty();
    assertThat(reasons).containsExactly("no cgroup2 hands memory and pids down to us");
  }

  @Test
  void limitsAreWritten() throws IOException {
    Path group = mount.resolve("run");

    ControlGroup2.make(control(), "run", new GroupLimits(1 << 20, 7, Optional.of(1.5)));

    assertThat(group.resolve("memory.max")).hasContent("1048576");
    assertThat(group.resolve("memory.oom.group")).hasContent("1");
    assertThat(group.resolve("pids.max")).hasContent("7");
    assertThat(group.resolve("cpu.max")).hasContent("150000 100000");
  }

  @Test
  void wholeTreeIsKilledByOneWord() throws IOException {
    ControlGroup group = made();
    Path kill = Files.createFile(mount.resolve("run/cgroup.kill"));

    group.kill();

    assertThat(kill).hasContent("1");
  }

  @Test
  void olderKernelForbidsNewProcessesFirst() throws IOException {
    made().kill();

    assertThat(mount.resolve("run/pids.max")).hasContent("0");
  }

  @Test
  void endByTheKernelForWantOfMemoryIsSeen() throws IOException {
    ControlGroup group = made();
    Path events = mount.resolve("run/memory.events");

    Files.writeString(events, "low 0\nhigh 0\nmax 9\noom 0\noom_kill 0\n");
    assertThat(group.ranOutOfMemory()).isFalse();

    Files.writeString(events, "low 0\nhigh 0\nmax 9\noom 1\noom_kill 2\n");
    assertThat(group.ranOutOfMemory()).isTrue();
  }

  @Test
  void processorTimeIsRead() throws IOException {
    ControlGroup group = made();

    Files.writeString(mount.resolve("run/cpu.stat"), "usage_usec 1500000\nuser_usec 5\n");

    assertThat(group.cpuTime()).contains(Duration.ofMillis(1500));
  }

  private ControlGroup made() throws IOException {
    return ControlGroup2.make(control(), "run", new GroupLimits(1 << 20, 7, Optional.empty()));
  }

  private ResourceControl.Cgroup2 control() {
    return new ResourceControl.Cgroup2(mount, true, mount);
  }

  private Optional<ResourceControl> found(String own) {
    return new Cgroup2Parent(mount, own).find(reasons);
  }

  private Path group(String path, String members, String has, String handsDown) throws IOException {
    Path group = Files.createDirectories(mount.resolve(path));
    Files.writeString(group.resolve("cgroup.type"), "domain");
    Files.writeString(group.resolve("cgroup.procs"), members.replace(' ', '\n'));
    Files.writeString(group.resolve("cgroup.controllers"), has);
    Files.writeString(group.resolve("cgroup.subtree_control"), handsDown);
    return group;
  }
}
