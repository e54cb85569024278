package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run's groups of the first version, one for each controller, all with the same members.
final class ControlGroup1 implements ControlGroup {
  private final GroupFolder memory;
  private final GroupFolder pids;
  private final Optional<GroupFolder> counting;
  private final List<GroupFolder> all;

  private ControlGroup1(
      GroupFolder memory, GroupFolder pids, Optional<GroupFolder> counting, List<GroupFolder> all) {
    this.memory = memory;
    this.pids = pids;
    this.counting = counting;
    this.all = List.copyOf(all);
  }

  /// @throws IOException when one cannot be made or limited
  static ControlGroup1 make(ResourceControl.Cgroup1 control, String name, GroupLimits limits)
      throws IOException {
    List<GroupFolder> made = new ArrayList<>();
    try {
      GroupFolder memory = made(control.memory(), name, made);
      GroupFolder pids = made(control.pids(), name, made);
      String bytes = Long.toString(limits.memoryBytes());
      memory.write("memory.limit_in_bytes", bytes);
      if (memory.has("memory.memsw.limit_in_bytes")) {
        memory.write("memory.memsw.limit_in_bytes", bytes);
      }
      pids.write("pids.max", Integer.toString(limits.tasks()));
      if (control.cpu().isPresent() && limits.cpus().isPresent()) {
        GroupFolder cpu = made(control.cpu().get(), name, made);
        cpu.write("cpu.cfs_period_us", Long.toString(GroupLimits.PERIOD_MICROS));
        cpu.write("cpu.cfs_quota_us", Long.toString(limits.quotaMicros().orElseThrow()));
      }
      Optional<GroupFolder> counting = Optional.empty();
      if (control.cpuacct().isPresent()) {
        counting = Optional.of(made(control.cpuacct().get(), name, made));
      }
      return new ControlGroup1(memory, pids, counting, made);
    } catch (IOException e) {
      made.forEach(GroupFolder::remove);
      throw e;
    }
  }

  /// Where two controllers are mounted together they share the folder.
  private static GroupFolder made(Path parent, String name, List<GroupFolder> made)
      throws IOException {
    Path real = parent.toRealPath().resolve(name);
    var folder = new GroupFolder(real);
    if (!made.contains(folder)) {
      Files.createDirectory(real);
      made.add(folder);
    }
    return folder;
  }

  @Override
  public List<Path> doors() {
    return all.stream().map(GroupFolder::door).toList();
  }

  @Override
  public void kill() {
    try {
      pids.write("pids.max", "0");
    } catch (IOException e) {
      // Without that the race against a fork bomb may take longer.
      pids.killEach();
      return;
    }
    pids.killEach();
  }

  @Override
  public boolean ranOutOfMemory() {
    return memory.count("memory.oom_control", "oom_kill").orElse(0) > 0;
  }

  @Override
  public Optional<Duration> cpuTime() {
    return counting
        .flatMap(folder -> folder.lines("cpuacct.usage").stream().findFirst())
        .filter(nanos -> nanos.matches("\\d{1,18}"))
        .map(nanos -> Duration.ofNanos(Long.parseLong(nanos)));
  }

  @Override
  public void remove() {
    all.forEach(GroupFolder::remove);
  }
}
