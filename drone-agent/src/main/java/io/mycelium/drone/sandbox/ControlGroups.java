package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the groups of runs, and removes those that an earlier life of this installation left.
final class ControlGroups {
  private static final String PREFIX = "mycelium-";
  private static final int DEEPEST = 12;

  private final ResourceControl control;

  ControlGroups(ResourceControl control) {
    this.control = control;
  }

  boolean wholeMemory() {
    return control.wholeMemory();
  }

  /// Makes the group of a run, empty.
  ///
  /// @throws SandboxException when it cannot be made, though others could
  ControlGroup make(JobMark mark, GroupLimits limits) {
    try {
      return switch (control) {
        case ResourceControl.Cgroup2 second ->
            ControlGroup2.make(second, PREFIX + mark.value(), limits);
        case ResourceControl.Cgroup1 first ->
            ControlGroup1.make(first, PREFIX + mark.value(), limits);
        case ResourceControl.PerProcess _ -> ControlGroup.none();
      };
    } catch (IOException e) {
      throw new SandboxException("cannot make the control group of a run", e);
    }
  }

  /// Ends what is in groups of an installation, wherever they are, and removes them.
  ///
  /// @param installation what its marks begin with
  void removeLeftOvers(String installation) {
    List<Path> mounts =
        switch (control) {
          case ResourceControl.Cgroup2(_, _, var mount) -> List.of(mount);
          case ResourceControl.Cgroup1(_, _, _, _, var all) -> all;
          case ResourceControl.PerProcess _ -> List.of();
        };
    List<GroupFolder> left = new ArrayList<>();
    mounts.forEach(mount -> find(mount, PREFIX + installation, left));
    left.forEach(GroupFolder::killEach);
    left.forEach(GroupFolder::remove);
  }

  private static void find(Path mount, String prefix, List<GroupFolder> found) {
    FileVisitor<Path> looking =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (String.valueOf(folder.getFileName()).startsWith(prefix)) {
              found.add(new GroupFolder(folder));
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Groups come and go, and some are closed to us.
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(
          mount.toRealPath(), EnumSet.noneOf(FileVisitOption.class), DEEPEST, looking);
    } catch (IOException e) {
      // No such mount: nothing can be left there.
      return;
    }
  }
}
