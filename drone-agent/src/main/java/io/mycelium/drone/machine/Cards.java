package io.mycelium.drone.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The graphics cards of this machine. They are looked at in the background, every ten seconds at
/// most while somebody asks, so nobody waits for a driver. Safe for use by many threads.
public final class Cards {
  private static final Duration AGE = Duration.ofSeconds(10);

  /// A driver that takes longer is stuck.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private record Seen(List<Card> nvidia, List<Card> amd) {}

  private final Refreshed<Seen> seen;

  private Cards(Refreshed<Seen> seen) {
    this.seen = seen;
  }

  /// Looks for cards of every maker that is known.
  public static Cards ofThisMachine() {
    return of(HelperProgram.ofSystem("nvidia-smi", LIMIT), Path.of("/"), AGE);
  }

  /// None, and none are looked for.
  public static Cards none() {
    Seen nothing = new Seen(List.of(), List.of());
    return new Cards(new Refreshed<>(nothing, Duration.ofDays(1), known -> known));
  }

  /// Looks in these places.
  ///
  /// @param nvidia is asked for cards of NVIDIA
  /// @param system the folder that holds `sys`
  /// @param age between two looks
  public static Cards of(HelperProgram nvidia, Path system, Duration age) {
    var ofNvidia = new NvidiaCards(nvidia);
    var ofAmd = new AmdCards(system);
    return new Cards(
        new Refreshed<>(
            new Seen(List.of(), List.of()),
            age,
            known -> {
              Optional<List<Card>> answer = ofNvidia.ask();
              // While the driver hangs, what was known last is the best guess.
              return new Seen(answer.orElse(known.nvidia()), ofAmd.read());
            }));
  }

  /// The cards as they were seen last; none before the first look has ended.
  public List<Card> now() {
    Seen last = seen.now();
    return Stream.concat(last.nvidia().stream(), last.amd().stream()).toList();
  }
}
