package io.mycelium.drone.sandbox;

import io.mycelium.core.job.NetworkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The parts of the machine that programs need to run: `/usr`, a little of `/etc` and the drone's
/// Java. Programs in other places are not visible.
final class SystemMounts {
  private static final List<String> TOP = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

  private static final List<String> CONFIGURATION =
      List.of(
          "alternatives",
          "ca-certificates",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "mime.types",
          "nsswitch.conf",
          "pki/ca-trust",
          "pki/tls/certs",
          "ssl/certs",
          "ssl/openssl.cnf");

  private static final List<String> NETWORK =
      List.of("gai.conf", "host.conf", "hosts", "protocols", "resolv.conf", "services");

  private static final Path ETC = Path.of("/etc");

  private final Path users;
  private final Path groups;

  private SystemMounts(Path users, Path groups) {
    this.users = users;
    this.groups = groups;
  }

  /// Writes the lists of users and groups that every sandbox shows into `folder`, which is the
  /// drone's own.
  ///
  /// @throws SandboxException when it cannot be used
  static SystemMounts withFilesIn(Path folder) {
    try {
      Files.createDirectories(folder);
      int id = BubblewrapRecipe.NOBODY;
      Path users =
          Files.writeString(
              folder.resolve("passwd"),
              "root:x:0:0:root:/root:/usr/sbin/nologin\nnobody:x:%d:%d:nobody:/tmp/home:/bin/sh\n"
                  .formatted(id, id));
      Path groups =
          Files.writeString(folder.resolve("group"), "root:x:0:\nnogroup:x:%d:\n".formatted(id));
      users.toFile().setReadable(true, false);
      groups.toFile().setReadable(true, false);
      return new SystemMounts(users.toRealPath(), groups.toRealPath());
    } catch (IOException e) {
      throw new SandboxException("cannot write to " + folder, e);
    }
  }

  void addTo(MountPlan plan, NetworkPolicy network) {
    plan.shown(Path.of("/usr"), Path.of("/usr"));
    TOP.forEach(name -> addTop(plan, Path.of("/", name)));
    CONFIGURATION.forEach(name -> addWhenThere(plan, ETC.resolve(name)));
    javaConfiguration().forEach(folder -> addWhenThere(plan, folder));
    OwnJava.ofThisProcess().addTo(plan);
    plan.shown(users, ETC.resolve("passwd"));
    plan.shown(groups, ETC.resolve("group"));
    if (network instanceof NetworkPolicy.Full) {
      NETWORK.forEach(name -> addWhenThere(plan, ETC.resolve(name)));
    }
  }

  private static void addTop(MountPlan plan, Path path) {
    if (Files.isSymbolicLink(path)) {
      plan.link(target(path), path);
    } else {
      addWhenThere(plan, path);
    }
  }

  private static void addWhenThere(MountPlan plan, Path path) {
    if (Files.exists(path)) {
      plan.shown(path, path);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Debian's Java keeps its security settings there and does not start without.
  private static List<Path> javaConfiguration() {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(ETC, "java-*")) {
      List<Path> found = new ArrayList<>();
      folders.forEach(found::add);
      return found;
    } catch (IOException e) {
      return List.of();
    }
  }
}
