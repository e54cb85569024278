package io.mycelium.drone.owner;

import io.mycelium.drone.machine.HelperProgram;
import io.mycelium.drone.machine.HelperProgram.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When somebody touched the keyboard or the mouse of a Mac last, as `ioreg` tells.
final class MacInput {
  private static final Pattern NANOSECONDS = Pattern.compile("\"HIDIdleTime\" = (\\d{1,18})");

  private final HelperProgram ioreg;
  private final InstantSource clock;

  MacInput(HelperProgram ioreg, InstantSource clock) {
    this.ioreg = ioreg;
    this.clock = clock;
  }

  Use look() {
    if (ioreg.ask("-c", "IOHIDSystem", "-d", "4") instanceof Answer.Said(String text)) {
      Matcher found = NANOSECONDS.matcher(text);
      if (found.find()) {
        Duration since = Duration.ofNanos(Long.parseLong(found.group(1)));
        return new Use.Touched(clock.instant().minus(since));
      }
    }
    return new Use.Unknown();
  }
}
