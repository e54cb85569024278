package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Looks for a group of the second version below which groups with limits can be made.
///
/// A group that has processes of its own cannot hand controllers down. So it is our own group when
/// we are alone in it, and then we move into a leaf below; else one above us that hands them down
/// already, as a service manager makes them.
final class Cgroup2Parent {
  private static final String HANDED_DOWN = "cgroup.subtree_control";
  private static final String LEAF = "mycelium.drone";

  private final Path mount;
  private final Path own;

  /// @param group our own, as in `/proc/self/cgroup`
  Cgroup2Parent(Path mount, String group) {
    this.mount = mount;
    this.own = mount.resolve(Path.of("/").relativize(Path.of(group).normalize()));
  }

  Optional<ResourceControl> find(List<String> reasons) {
    if (!Files.isDirectory(own)) {
      reasons.add("our own cgroup2 cannot be seen");
      return Optional.empty();
    }
    if (!handsDown(own)) {
      handDown();
    }
    Optional<Path> parent =
        IntStream.rangeClosed(0, own.getNameCount() - mount.getNameCount())
            .mapToObj(steps -> own.resolve("../".repeat(steps)).normalize())
            .filter(at -> handsDown(at) && Files.isWritable(at))
            .findFirst();
    if (parent.isEmpty()) {
      reasons.add("no cgroup2 hands memory and pids down to us");
    }
    return parent.map(
        at -> new ResourceControl.Cgroup2(at, words(at, HANDED_DOWN).contains("cpu"), mount));
  }

  /// Makes our own group one that hands down, if that is ours to do.
  private void handDown() {
    Set<String> has = words(own, "cgroup.controllers");
    if (!has.containsAll(Set.of("memory", "pids")) || !Files.isWritable(own)) {
      return;
    }
    String us = Long.toString(ProcessHandle.current().pid());
    try {
      // The root of all groups may have processes, and is the only one without a type.
      if (Files.exists(own.resolve("cgroup.type"))) {
        if (!words(own, "cgroup.procs").equals(Set.of(us))) {
          return;
        }
        Path leaf = own.resolve(LEAF);
        Files.createDirectories(leaf);
        Files.writeString(leaf.resolve("cgroup.procs"), us);
      }
      String wanted = has.contains("cpu") ? "+memory +pids +cpu" : "+memory +pids";
      Files.writeString(own.resolve(HANDED_DOWN), wanted);
    } catch (IOException e) {
      // Not ours to do after all; one above may serve.
      return;
    }
  }

  private static boolean handsDown(Path group) {
    return words(group, HANDED_DOWN).containsAll(Set.of("memory", "pids"));
  }

  private static Set<String> words(Path group, String file) {
    try {
      String text = Files.readString(group.resolve(file)).strip();
      return text.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(text.split("\\s+", -1)));
    } catch (IOException e) {
      return Set.of();
    }
  }
}
