package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.drone.sandbox.Containment.None;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContainmentProbeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ID=debian                          | apt-get install bubblewrap",
        "ID=linuxmint;ID_LIKE=\"ubuntu debian\" | apt-get install bubblewrap",
        "ID=\"rocky\";ID_LIKE=\"rhel centos fedora\" | dnf install bubblewrap",
        "ID=arch                            | pacman -S bubblewrap",
        "ID=alpine                          | apk add bubblewrap setpriv util-linux-misc",
        "ID=unheard-of                      | install the package bubblewrap with the package manager of this system"
      })
  void missingBubblewrapIsNamedWithTheLineThatInstallsIt(String release, String line)
      throws Exception {
    Path osRelease = Files.writeString(folder.resolve("os-release"), release.replace(';', '\n'));

    Containment found =
        new ContainmentProbe(new Programs(List.of(folder)), osRelease, folder).detect();

    assertThat(found).isEqualTo(new None("the program bwrap is not installed", line));
  }

  @Test
  void bubblewrapThatIsThereButForbiddenDoesNotContain() throws Exception {
    program("bwrap", "echo 'bwrap: No permissions to create new namespace' >&2; exit 1");
    program("prlimit", "exit 1");
    program("setpriv", "exit 1");

    Containment found = probe(new Programs(List.of(folder))).detect();

    assertThat(found).isInstanceOf(None.class);
    assertThat(((None) found).reason()).endsWith("bwrap: No permissions to create new namespace");
    assertThat(((None) found).remedy()).isNotBlank();
  }

  @Test
  void bubblewrapThatSaysItWorkedButRanNothingDoesNotContain() throws Exception {
    program("bwrap", "exit 0");
    program("prlimit", "exit 0");
    program("setpriv", "exit 0");

    assertThat(probe(new Programs(List.of(folder))).detect()).isInstanceOf(None.class);
  }

  @Test
  @NeedsBubblewrap
  void olderReleaseIsUsedWithTheOptionsThatItKnows() throws Exception {
    program("bwrap", "for a; do test \"$a\" = --size && exit 1; done; exec /usr/bin/bwrap \"$@\"");

    Containment found =
        probe(new Programs(List.of(folder, Path.of("/usr/bin"), Path.of("/bin")))).detect();

    assertThat(found).isInstanceOf(Containment.Bubblewrap.class);
    assertThat(((Containment.Bubblewrap) found).options()).isEmpty();
    assertThat(found.level()).isEqualTo(Containment.Level.BUBBLEWRAP);
  }

  private ContainmentProbe probe(Programs programs) {
    return new ContainmentProbe(programs, Path.of("/etc/os-release"), folder.resolve("probe"));
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
