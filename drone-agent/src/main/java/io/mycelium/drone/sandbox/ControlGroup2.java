package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A run's group of the second version.
final class ControlGroup2 implements ControlGroup {
  private final GroupFolder folder;

  private ControlGroup2(GroupFolder folder) {
    this.folder = folder;
  }

  /// @throws IOException when it cannot be made or limited
  static ControlGroup2 make(ResourceControl.Cgroup2 control, String name, GroupLimits limits)
      throws IOException {
    var folder = new GroupFolder(Files.createDirectory(control.parent().resolve(name)));
    var group = new ControlGroup2(folder);
    try {
      folder.write("memory.max", Long.toString(limits.memoryBytes()));
      if (folder.has("memory.swap.max")) {
        folder.write("memory.swap.max", "0");
      }
      // All or nothing: half of a job that goes on is worth less than a clear end.
      folder.write("memory.oom.group", "1");
      folder.write("pids.max", Integer.toString(limits.tasks()));
      if (limits.cpus().isPresent()) {
        folder.write(
            "cpu.max",
            "%d %d".formatted(limits.quotaMicros().orElseThrow(), GroupLimits.PERIOD_MICROS));
      }
      return group;
    } catch (IOException e) {
      group.remove();
      throw e;
    }
  }

  @Override
  public List<Path> doors() {
    return List.of(folder.door());
  }

  @Override
  public void kill() {
    try {
      if (folder.has("cgroup.kill")) {
        folder.write("cgroup.kill", "1");
        return;
      }
      folder.write("pids.max", "0");
    } catch (IOException e) {
      // One by one then, as on a kernel before 5.14.
      folder.killEach();
      return;
    }
    folder.killEach();
  }

  @Override
  public boolean ranOutOfMemory() {
    return folder.count("memory.events", "oom_kill").orElse(0) > 0;
  }

  @Override
  public Optional<Duration> cpuTime() {
    var micros = folder.count("cpu.stat", "usage_usec");
    return micros.isPresent()
        ? Optional.of(Duration.ofNanos(micros.getAsLong() * 1_000))
        : Optional.empty();
  }

  @Override
  public void remove() {
    folder.remove();
  }
}
