package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Finds out how limits can be kept on this machine, by running something in a group with limits.
public final class ResourceProbe {
  private static final long LONGEST_SECONDS = 5;
  private static final GroupLimits TRIAL = new GroupLimits(64L << 20, 32, Optional.empty());

  private final Path system;
  private final Path installation;

  /// @param system the folder that holds `proc` and `sys`; usually `/`
  /// @param installation the folder of the sandbox that will use it
  public ResourceProbe(Path system, Path installation) {
    this.system = system;
    this.installation = installation.toAbsolutePath().normalize();
  }

  /// Tries, from the best to the least. Takes some milliseconds.
  public ResourceControl detect() throws InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (Optional<ResourceControl> found : List.of(second(reasons), first(reasons))) {
      if (found.isPresent() && works(found.get(), reasons)) {
        return found.get();
      }
    }
    return new ResourceControl.PerProcess(String.join("; ", reasons));
  }

  private Optional<ResourceControl> second(List<String> reasons) {
    Optional<String> group = OwnGroups.in(system).second();
    Optional<Path> mount =
        Stream.of("sys/fs/cgroup", "sys/fs/cgroup/unified")
            .map(system::resolve)
            .filter(path -> Files.exists(path.resolve("cgroup.controllers")))
            .findFirst();
    if (group.isEmpty() || mount.isEmpty()) {
      reasons.add("there is no cgroup2");
      return Optional.empty();
    }
    return new Cgroup2Parent(mount.get(), group.get()).find(reasons);
  }

  private Optional<ResourceControl> first(List<String> reasons) {
    Optional<Path> memory = folder("memory");
    Optional<Path> pids = folder("pids");
    if (memory.isEmpty() || pids.isEmpty()) {
      reasons.add("there is no cgroup1 with memory and pids");
      return Optional.empty();
    }
    List<Path> mounts =
        Stream.of("memory", "pids", "cpu", "cpuacct")
            .map(name -> system.resolve("sys/fs/cgroup").resolve(name))
            .filter(Files::isDirectory)
            .toList();
    return Optional.of(
        new ResourceControl.Cgroup1(
            memory.get(), pids.get(), folder("cpu"), folder("cpuacct"), mounts));
  }

  /// Our own folder of a controller; a container may not see as much as our path says.
  private Optional<Path> folder(String controller) {
    Path mount = system.resolve("sys/fs/cgroup").resolve(controller);
    Path relative =
        Path.of("/")
            .relativize(Path.of(OwnGroups.in(system).first(controller).orElse("/")).normalize());
    return Stream.of(mount.resolve(relative), mount)
        .filter(path -> Files.isDirectory(path) && Files.isWritable(path))
        .findFirst();
  }

  private boolean works(ResourceControl control, List<String> reasons) throws InterruptedException {
    try {
      var mark = new JobMark(JobMark.prefix(installation) + "trial");
      ControlGroup group = new ControlGroups(control).make(mark, TRIAL);
      try {
        Process trial =
            new ProcessBuilder(Joining.inFront(group.doors(), List.of("true")))
                .redirectErrorStream(true)
                .start();
        if (trial.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0) {
          return true;
        }
        trial.destroyForcibly();
        reasons.add(control.level() + " lets no process join a group");
      } finally {
        group.remove();
      }
    } catch (IOException | SandboxException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      reasons.add("%s cannot be used: %s".formatted(control.level(), cause.getMessage()));
    }
    return false;
  }
}
