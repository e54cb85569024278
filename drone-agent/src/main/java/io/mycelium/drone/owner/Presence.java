package io.mycelium.drone.owner;

import io.mycelium.drone.machine.HelperProgram;
import io.mycelium.drone.machine.Refreshed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// When this machine was last used by others than its drone. Looked at in the background, so nobody
/// waits for it. Safe for use by many threads.
final class Presence {
  private static final Duration AGE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /// @param last when it was used last, as far as was seen
  /// @param visible whether anything could be seen
  record Seen(Instant last, boolean visible) {
    static final Seen NOTHING = new Seen(Instant.EPOCH, false);
  }

  private final Refreshed<Seen> seen;

  /// @param signs are all looked at, one after the other
  /// @param age between two looks
  Presence(List<Supplier<Use>> signs, InstantSource clock, Duration age) {
    // Until something was seen, as when a machine was just started: somebody may be there.
    this.seen =
        new Refreshed<>(new Seen(clock.instant(), true), age, known -> look(signs, clock, known));
  }

  /// Looks at all that this system shows.
  static Presence ofThisMachine(InstantSource clock) {
    List<Supplier<Use>> signs = new ArrayList<>();
    if (System.getProperty("os.name", "").startsWith("Mac")) {
      signs.add(new MacInput(HelperProgram.ofSystem("ioreg", LIMIT), clock)::look);
    } else {
      signs.add(new Terminals(Path.of("/dev"))::look);
      signs.add(new ProcessorUse(Path.of("/proc"), () -> ProcessHandle.current().pid())::look);
      signs.add(new Desktops(HelperProgram.ofSystem("loginctl", LIMIT))::look);
    }
    return new Presence(signs, clock, AGE);
  }

  private static Seen look(List<Supplier<Use>> signs, InstantSource clock, Seen known) {
    Instant last = known.last();
    boolean visible = false;
    for (Supplier<Use> sign : signs) {
      Optional<Instant> used =
          switch (sign.get()) {
            case Use.Touched(Instant when) -> Optional.of(earlier(when, clock.instant()));
            case Use.Now _ -> Optional.of(clock.instant());
            case Use.NoSign _ -> Optional.of(Instant.MIN);
            case Use.Unknown _ -> Optional.empty();
          };
      visible = visible || used.isPresent();
      last = used.filter(last::isBefore).orElse(last);
    }
    return new Seen(last, visible);
  }

  /// A clock that was put back would have it used for hours.
  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  Seen now() {
    return seen.now();
  }
}
