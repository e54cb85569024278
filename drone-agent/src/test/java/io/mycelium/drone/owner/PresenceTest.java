package io.mycelium.drone.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.drone.machine.FakeProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is seen of somebody who uses the machine.
final class PresenceTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void terminalThatWasReadLastCounts() throws IOException {
    Instant noon = Instant.parse("2026-05-02T12:00:00Z");
    read("pts/0", noon.minusSeconds(600));
    read("pts/7", noon.minusSeconds(20));
    read("tty1", noon.minusSeconds(3000));
    read("pts/ptmx", noon);
    read("tty", noon);
    read("null", noon);

    assertThat(new Terminals(folder).look()).isEqualTo(new Use.Touched(noon.minusSeconds(20)));
  }

  @Test
  void machineWithoutTerminalsShowsNoSign() throws IOException {
    assertThat(new Terminals(folder).look()).isEqualTo(new Use.NoSign());
    assertThat(new Terminals(folder.resolve("missing")).look()).isEqualTo(new Use.Unknown());
  }

  @Test
  void processorsThatOthersKeepBusyAreASign() throws IOException {
    processors(1000, 9000);
    process(50, 1, 100);
    var use = new ProcessorUse(folder, () -> 50);
    assertThat(use.look()).isEqualTo(new Use.NoSign());

    processors(1050, 9050);

    assertThat(use.look()).isEqualTo(new Use.Now());
  }

  @Test
  void jobsOfTheDroneAreNoSign() throws IOException {
    processors(1000, 9000);
    process(50, 1, 100);
    process(51, 50, 0);
    process(52, 51, 10);
    var use = new ProcessorUse(folder, () -> 50);
    use.look();

    processors(1095, 9005);
    process(51, 50, 5);
    process(52, 51, 95);

    assertThat(use.look()).isEqualTo(new Use.NoSign());
  }

  @Test
  void littleThatOthersDoIsNoSign() throws IOException {
    processors(1000, 9000);
    var use = new ProcessorUse(folder, () -> 50);
    use.look();

    processors(1020, 9080);

    assertThat(use.look()).isEqualTo(new Use.NoSign());
  }

  @Test
  void processorsOfThisMachineCanBeRead() {
    var use = new ProcessorUse(Path.of("/proc"), () -> ProcessHandle.current().pid());

    assertThat(use.look()).isEqualTo(new Use.NoSign());
  }

  @Test
  void machineWithoutProcIsUnknown() {
    assertThat(new ProcessorUse(folder, () -> 1).look()).isEqualTo(new Use.Unknown());
  }

  @Test
  void desktopIsInUseUntilItSaysOtherwise() throws IOException {
    assertThat(desktop("active", "no", "no")).isEqualTo(new Use.Now());
    assertThat(desktop("active", "yes", "no")).isEqualTo(new Use.NoSign());
    assertThat(desktop("active", "no", "yes")).isEqualTo(new Use.NoSign());
    assertThat(desktop("online", "no", "no")).isEqualTo(new Use.NoSign());
  }

  @Test
  void machineWithoutLogindIsUnknown() throws IOException {
    var loginctl = new FakeProgram(folder, "loginctl");
    assertThat(new Desktops(loginctl.program(LIMIT)).look()).isEqualTo(new Use.Unknown());

    loginctl.doing("echo 'System has not been booted with systemd as init system' >&2; exit 1");
    assertThat(new Desktops(loginctl.program(LIMIT)).look()).isEqualTo(new Use.Unknown());
  }

  @Test
  void macTellsWhenItsKeyboardWasTouched() throws IOException {
    Instant noon = Instant.parse("2026-05-02T12:00:00Z");
    var ioreg =
        new FakeProgram(folder, "ioreg")
            .saying(
                """
                +-o IOHIDSystem  <class IOHIDSystem, id 0x100000468, registered>
                    {
                      "HIDKeyboardModifierMappingPairs" = ()
                      "HIDIdleTime" = 42000000000
                    }\
                """);

    assertThat(new MacInput(ioreg.program(LIMIT), InstantSource.fixed(noon)).look())
        .isEqualTo(new Use.Touched(noon.minusSeconds(42)));
  }

  @Test
  void lastSignOfAnyKindCounts() {
    Instant noon = Instant.parse("2026-05-02T12:00:00Z");
    Instant later = noon.plusSeconds(500);
    var clock = new AtomicReference<>(noon);
    var presence =
        new Presence(
            List.of(
                Use.Unknown::new, () -> new Use.Touched(later.minusSeconds(30)), Use.NoSign::new),
            clock::get,
            Duration.ZERO);
    assertThat(presence.now()).isEqualTo(new Presence.Seen(noon, true));

    clock.set(later);

    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(presence::now, new Presence.Seen(later.minusSeconds(30), true)::equals);
  }

  private Use desktop(String state, String idle, String locked) throws IOException {
    var loginctl =
        new FakeProgram(folder, "loginctl")
            .doing(
                """
                if [ "$1" = list-sessions ]; then
                  echo '     c1  110 gdm  seat0 tty1'
                  echo '      2 1000 ada  seat0 tty2'
                else
                  printf 'Type=wayland\\nClass=greeter\\nState=active\\nIdleHint=no\\nLockedHint=no\\n\\n'
                  printf 'Type=wayland\\nClass=user\\nState=%s\\nIdleHint=%s\\nLockedHint=%s\\n'
                fi\
                """
                    .formatted(state, idle, locked));
    return new Desktops(loginctl.program(LIMIT)).look();
  }

  private void read(String name, Instant at) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setAttribute(file, "lastAccessTime", FileTime.from(at));
  }

  private void processors(long busy, long rest) throws IOException {
    Files.writeString(
        folder.resolve("stat"),
        "cpu  %d 0 0 %d 0 0 0 0 7 7\ncpu0 1 1 1 1 1 1 1 1 1 1\n".formatted(busy, rest));
  }

  private void process(long id, long parent, long ticks) throws IOException {
    Path stat = folder.resolve(id + "/stat");
    Files.createDirectories(stat.getParent());
    Files.writeString(
        stat,
        "%d (a (b) c) S %d 1 1 0 -1 4194560 1 0 0 0 %d 0 0 0 20 0 1 0 1 1 1\n"
            .formatted(id, parent, ticks));
  }
}
